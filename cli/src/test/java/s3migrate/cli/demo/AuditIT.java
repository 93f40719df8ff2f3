package s3migrate.cli.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.time.ManualTime;

/// The demo says that all is equal, so whatever is not must be seen.
class AuditIT {

    private static final ObjectProperties PLAIN = ObjectProperties.NONE;

    @TempDir static Path directory;
    private static SandboxAws aws;
    private static DemoClients clients;

    @BeforeAll
    static void fillBothBuckets() throws IOException, InterruptedException {
        aws = SandboxAws.start(directory, 0, Duration.ofSeconds(30));
        clients = DemoClients.of(aws);
        both("a//equal", "same", PLAIN.withTags(Map.of("k", "v")));
        source("bytes", "one", PLAIN);
        destination("bytes", "onf", PLAIN);
        source("denied", "secret", PLAIN);
        source("header", "x", PLAIN.withHeader("cache-control", "no-store"));
        destination("header", "x", PLAIN);
        source("length", "longer", PLAIN);
        destination("length", "long", PLAIN);
        source("metadata", "x", PLAIN.withMetadata(Map.of("owner", "a")));
        destination("metadata", "x", PLAIN.withMetadata(Map.of("owner", "b")));
        source("missing", "x", PLAIN);
        destination("extra", "x", PLAIN);
        source("tags", "x", PLAIN.withTags(Map.of("k", "v")));
        destination("tags", "x", PLAIN);
        both("upload", "x", PLAIN);
        clients.destination()
                .createMultipartUpload(
                        r -> r.bucket(SandboxAws.DESTINATION_BUCKET).key("from-source/upload"));
    }

    @AfterAll
    static void close() {
        clients.close();
        aws.close();
    }

    @Test
    void whateverDiffersIsSeen() throws InterruptedException {
        var result = new Audit(clients, new ManualTime()).run(Optional.of("denied"));

        assertThat(result.equal()).isEqualTo(1);
        assertThat(result.different()).isEqualTo(8);
        assertThat(result.differences())
                .contains(
                        "bytes: bytes differ from offset 2 on",
                        "extra: at the destination, and nobody could have copied it",
                        "length: bytes differ from offset 4 on",
                        "missing: missing at the destination",
                        "tags: tags {}, expected {k=v}",
                        "upload: an upload of it is left open")
                .anyMatch(text -> text.startsWith("header: headers {cache-control=null"))
                .anyMatch(text -> text.startsWith("length: headers"))
                .anyMatch(text -> text.startsWith("metadata: headers"))
                .hasSize(9);
    }

    @Test
    void aDeniedObjectMustNotBeThere() throws InterruptedException {
        var result = new Audit(clients, new ManualTime()).run(Optional.of("a//equal"));

        assertThat(result.equal()).isZero();
        assertThat(result.differences())
                .contains("a//equal: at the destination, and nobody could have copied it");
    }

    private static void both(String key, String content, ObjectProperties properties)
            throws IOException {
        source(key, content, properties);
        destination(key, content, properties);
    }

    private static void source(String key, String content, ObjectProperties properties)
            throws IOException {
        aws.source().put(SandboxAws.SOURCE_BUCKET, key, content.getBytes(UTF_8), properties);
    }

    private static void destination(String key, String content, ObjectProperties properties)
            throws IOException {
        aws.destination()
                .put(
                        SandboxAws.DESTINATION_BUCKET,
                        SandboxAws.DESTINATION_PREFIX + key,
                        content.getBytes(UTF_8),
                        properties);
    }
}
