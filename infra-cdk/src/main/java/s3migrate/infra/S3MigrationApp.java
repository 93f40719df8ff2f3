package s3migrate.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import s3migrate.infra.migration.Migration;
import s3migrate.route.SettingsException;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;

/// The CDK app: one stack, from one `migration.json`. Needs no credentials, no network and no
/// Docker.
public final class S3MigrationApp {

    static final String STACK = "S3Migration";

    private S3MigrationApp() {}

    /// Writes cloud assemblies: of one migration where the CDK command line says, or of several
    /// each into a folder of its own.
    ///
    /// @param arguments `MIGRATION`, or `--into OUTDIR MIGRATION...`
    public static void main(String[] arguments) {
        try {
            if (arguments[0].equals("--into")) {
                var outdir = Path.of(arguments[1]);
                Arrays.stream(arguments).skip(2).map(Path::of).forEach(file -> synth(file, outdir));
            } else {
                synth(Path.of(arguments[0]), Optional.empty());
            }
        } catch (SettingsException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(1);
        }
    }

    private static void synth(Path file, Path outdir) {
        var into = outdir.resolve(file.getFileName().toString().replaceFirst("[.]json$", ""));
        synth(file, Optional.of(into));
        System.out.println(into.resolve(STACK + ".template.json"));
    }

    private static void synth(Path file, Optional<Path> outdir) {
        var home = Path.of("..");
        var props = new S3MigrationProps(Migration.read(file), ignoreList(home), new Assets(home));
        var app = app(outdir);
        stack(app, props);
        app.synth();
    }

    private static App app(Optional<Path> outdir) {
        var props = AppProps.builder().analyticsReporting(false);
        outdir.ifPresent(directory -> props.outdir(directory.toString()));
        return new App(props.build());
    }

    static Stack stack(App app, S3MigrationProps props) {
        var environment = Environment.builder().region(props.migration().region());
        props.migration().account().ifPresent(environment::account);
        var stack =
                new Stack(
                        app,
                        STACK,
                        StackProps.builder()
                                .description("Moves objects between S3 buckets")
                                .env(environment.build())
                                .build());
        new S3Migration(stack, "Migration", props);
        return stack;
    }

    private static String ignoreList(Path home) {
        try {
            return Files.readString(home.resolve("ignore-list.txt"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
