package s3migrate.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// aws-cli, s3cmd and boto3, as `pip` fetches them; unpacked below the build's folder, not
/// installed.
record PythonPackages(Path folder) {
    private static final String[] NAMES = {"awscli", "s3cmd", "boto3"};

    /// Fetches them unless they are there.
    ///
    /// @return whether they are
    boolean fetched() throws IOException, InterruptedException {
        var stamp = folder.resolve("fetched");
        if (Files.exists(stamp)) {
            return true;
        }
        Files.createDirectories(folder);
        var command = new ProcessBuilder("python3", "-m", "pip", "install", "-q", "--target", ".");
        command.command().addAll(List.of(NAMES));
        command.directory(folder.toFile()).inheritIO();
        command.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        try {
            if (command.start().waitFor() != 0) {
                return false;
            }
        } catch (IOException noPython) {
            return false;
        }
        Files.createFile(stamp);
        return true;
    }
}
