package s3migrate.cli.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import s3migrate.cli.Main;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.tls.SandboxTls;

/// Two S3 servers, each with a bucket and with credentials of its own, and `s3migrate sync` from
/// one to the other.
final class TwoServers implements AutoCloseable {

    static final String FROM = "from";
    static final String TO = "to";

    static final String SOURCE_KEY = "AKIASOURCE0000000001";
    static final String DESTINATION_KEY = "AKIADESTINATION00002";

    private final Path directory;
    private final Optional<SandboxTls> tls;
    final S3Server source;
    final S3Server destination;

    TwoServers(Path directory) throws IOException {
        this(directory, Optional.empty());
    }

    /// For syncs in processes of their own.
    static TwoServers overHttps(Path directory) throws IOException, InterruptedException {
        return new TwoServers(directory, Optional.of(SandboxTls.shared()));
    }

    private TwoServers(Path directory, Optional<SandboxTls> tls) throws IOException {
        this.directory = directory;
        this.tls = tls;
        source = S3Server.start(settings("source", SOURCE_KEY));
        destination = S3Server.start(settings("destination", DESTINATION_KEY));
        source.createBucket(FROM);
        destination.createBucket(TO);
        writeCredentials(DESTINATION_KEY, "secret of destination");
    }

    /// The file of both profiles, with this key for the destination.
    void writeCredentials(String accessKeyId, String secret) throws IOException {
        Files.writeString(
                credentials(),
                """
                [source]
                aws_access_key_id = AKIASOURCE0000000001
                aws_secret_access_key = secret of source
                [destination]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                """
                        .formatted(accessKeyId, secret));
    }

    private S3Settings settings(String name, String accessKeyId) {
        var plain =
                S3Settings.in(directory.resolve(name))
                        .withCredentials(accessKeyId, "secret of " + name);
        return tls.map(plain::withTls).orElse(plain);
    }

    private Path credentials() {
        return directory.resolve("credentials");
    }

    Path state() {
        return directory.resolve("state");
    }

    /// What a finished process said.
    record Ended(int exitCode, String out, String err) {}

    /// Runs `s3migrate sync` between the buckets to its end, in this process and over http.
    Ended sync(String... options) {
        return run(
                "sync", List.of("s3://" + FROM, "s3://" + TO), "destination", destination, options);
    }

    /// Runs `s3migrate sync` from the source's bucket to another bucket of the same server, with
    /// one profile for both.
    Ended syncWithin(String bucket, String... options) {
        return run("sync", List.of("s3://" + FROM, "s3://" + bucket), "source", source, options);
    }

    /// Runs another command between the servers.
    Ended run(String command, List<String> ends, String... options) {
        return run(command, ends, "destination", destination, options);
    }

    private Ended run(
            String command, List<String> ends, String profile, S3Server to, String... options) {
        var arguments = new ArrayList<>(List.of(command));
        arguments.addAll(ends);
        arguments.addAll(List.of(options));
        sides(arguments, profile, source.http(), to.http());
        System.setProperty("aws.sharedCredentialsFile", credentials().toString());
        System.setProperty("aws.configFile", directory.resolve("no-config").toString());
        var out = new StringWriter();
        var err = new StringWriter();
        int code =
                Main.commandLine()
                        .setOut(new PrintWriter(out))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(), err.toString());
    }

    private void sides(List<String> arguments, String profile, URI from, URI to) {
        if (!arguments.contains("--dest-store")) {
            arguments.addAll(List.of("--dest-store", "aws"));
        }
        if (!arguments.contains("--anonymous") && !arguments.contains("--source-profile")) {
            arguments.addAll(List.of("--source-profile", "source"));
        }
        arguments.addAll(List.of("--dest-profile", profile));
        if (!arguments.contains("--source-endpoint")) {
            arguments.addAll(List.of("--source-endpoint", from.toString()));
        }
        arguments.addAll(List.of("--dest-endpoint", to.toString()));
        arguments.addAll(List.of("--region", "us-east-1"));
        if (!arguments.contains("--state")) {
            arguments.addAll(List.of("--state", state().toString()));
        }
    }

    /// Runs `s3migrate sync` between the buckets to its end, in a process of its own.
    Ended syncByProcess(String... options) throws IOException, InterruptedException {
        return ended(begin(options));
    }

    /// The same where only the certificates of a file are trusted.
    Ended syncTrusting(Path bundle) throws IOException, InterruptedException {
        return ended(begin(bundle));
    }

    private static Ended ended(Process process) throws IOException, InterruptedException {
        try (var out = process.getInputStream();
                var err = process.getErrorStream()) {
            var said = new String(out.readAllBytes(), UTF_8);
            var complained = new String(err.readAllBytes(), UTF_8);
            return new Ended(process.waitFor(), said, complained);
        }
    }

    /// Begins `s3migrate sync` between the buckets in a process of its own, over https.
    Process begin(String... options) throws IOException {
        return begin(tls.orElseThrow().certificateFile(), options);
    }

    private Process begin(Path bundle, String... options) throws IOException {
        var arguments = new ArrayList<>(List.of("sync", "s3://" + FROM, "s3://" + TO));
        arguments.addAll(List.of(options));
        sides(arguments, "destination", source.https(), destination.https());
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of("-XX:+UseSerialGC", "-Xmx256m", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "s3migrate.cli.Main"));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command);
        builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", credentials().toString());
        builder.environment().put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
        builder.environment().put("AWS_CA_BUNDLE", bundle.toString());
        return builder.start();
    }

    /// What differs between both sides, by key: bytes, headers or tags.
    List<String> differences() throws IOException {
        var differences = new ArrayList<String>();
        var all = new TreeMap<String, Integer>();
        source.keys(FROM).forEach(key -> all.merge(key, 1, Integer::sum));
        destination.keys(TO).forEach(key -> all.merge(key, 2, Integer::sum));
        for (var key : all.entrySet()) {
            switch (key.getValue()) {
                case 1 -> differences.add(key.getKey() + " is missing");
                case 2 -> differences.add(key.getKey() + " is extra");
                default -> {
                    var from = source.object(FROM, key.getKey()).orElseThrow();
                    var to = destination.object(TO, key.getKey()).orElseThrow();
                    if (!equal(from, to)) {
                        differences.add(key.getKey() + " differs");
                    }
                }
            }
        }
        return differences;
    }

    private static boolean equal(ObjectVersion from, ObjectVersion to) throws IOException {
        try (InputStream a = from.content().open();
                InputStream b = to.content().open()) {
            return from.properties().equals(to.properties())
                    && from.size() == to.size()
                    && sameBytes(a, b);
        }
    }

    private static boolean sameBytes(InputStream a, InputStream b) throws IOException {
        while (true) {
            byte[] fromA = a.readNBytes(1 << 17);
            byte[] fromB = b.readNBytes(1 << 17);
            if (!java.util.Arrays.equals(fromA, fromB)) {
                return false;
            }
            if (fromA.length == 0) {
                return true;
            }
        }
    }

    /// Bytes of objects and parts the destination keeps.
    long storedBytes() {
        long objects =
                destination.keys(TO).stream()
                        .flatMap(key -> destination.object(TO, key).stream())
                        .mapToLong(ObjectVersion::size)
                        .sum();
        long parts =
                destination.openUploads(TO).stream()
                        .flatMap(upload -> upload.partsAfter(0, 10_000).stream())
                        .mapToLong(part -> part.blob().length())
                        .sum();
        return objects + parts;
    }

    @Override
    public void close() {
        source.close();
        destination.close();
    }
}
