package s3migrate.cli.demo;

import java.io.Console;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import s3migrate.cli.ExitCode;
import s3migrate.time.Sleeper;

/// `s3migrate demo`.
@Command(
        name = "demo",
        description = {
            "Runs the whole serverless system in a small AWS on this machine: no account, no cost.",
            "Objects are written to a source bucket, their events start copies, a worker is killed hard on the way,"
                    + " and both buckets are compared in the end."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:all equal",
            "1:something differs or failed",
            "2:wrong usage",
            "3:could not start"
        })
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--short",
            description = "200 small objects and one of 256 MiB instead of 2,000 and one of 2 GiB.")
    private boolean isShort;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of the source's S3 endpoint (default: any free one).")
    private int port;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("s3migrate-demo-");
        var demo =
                new Demo(
                        isShort ? DemoSize.SHORT : DemoSize.FULL,
                        directory,
                        port,
                        System.out,
                        InstantSource.system(),
                        Sleeper.system(),
                        Optional.ofNullable(System.console())
                                .filter(Console::isTerminal)
                                .isPresent());
        boolean equal = demo.run();
        if (equal) {
            delete(directory);
        }
        return equal ? ExitCode.OK : ExitCode.SOME_FAILED;
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(
                directory,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.delete(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path left, IOException failed)
                            throws IOException {
                        Files.delete(left);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
