package s3migrate.infra;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/// A folder with scripts of this module, and stand-ins for those that they call.
record Scripts(Path folder) {

    /// How a call ended, and what it said.
    record Ended(int code, List<String> lines) {}

    /// One of the module's own, as it is.
    void copy(String name) throws IOException {
        write(name, Files.readString(Path.of(name)));
    }

    void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    Ended call(String name, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(folder.resolve(name).toString()));
        command.addAll(List.of(arguments));
        var running = new ProcessBuilder(command).redirectErrorStream(true);
        running.environment().remove("MIGRATION");
        var process = running.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), said.lines().toList());
    }
}
