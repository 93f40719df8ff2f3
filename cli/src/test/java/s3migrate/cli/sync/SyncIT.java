package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.cli.ExitCode;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.store.ObjectProperties;

/// `s3migrate sync s3://from s3://to`
class SyncIT {

    private static final List<String> KEYS =
            List.of(
                    "a//b",
                    "./a",
                    "/lead",
                    "a/../b",
                    "folder/",
                    "plus+ %25",
                    "tab\there",
                    "\u0001",
                    "\uFF5E",
                    "\uD83D\uDE00",
                    "x".repeat(1_024));

    @TempDir private Path directory;
    private TwoServers servers;

    @BeforeEach
    void start() throws Exception {
        servers = new TwoServers(directory);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void oneProfileOnBothSidesCopiesWithinS3() throws Exception {
        for (String key : KEYS) {
            put(key, bytes(new Random(1), 1_000));
        }
        servers.source.createBucket("within");
        servers.source.log().reset();

        var ended = servers.syncWithin("within");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains(
                        "within S3, because one set of credentials reaches both sides at "
                                + servers.source.http());
        assertThat(servers.source.log().count("CopyObject")).isEqualTo(KEYS.size());
        for (String key : KEYS) {
            assertThat(servers.source.log().reads(TwoServers.FROM, key)).as(key).isZero();
            var copy = servers.source.object("within", key).orElseThrow();
            var original = servers.source.object(TwoServers.FROM, key).orElseThrow();
            assertThat(copy.etag()).as(key).isEqualTo(original.etag());
            assertThat(copy.properties()).as(key).isEqualTo(original.properties());
        }
    }

    @Test
    void streamsWithinAServerIfAskedTo() throws Exception {
        put("key", new byte[] {1});
        servers.source.createBucket("within");

        var ended = servers.syncWithin("within", "--copy", "stream", "--json");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("\"way\":\"streaming\",\"way_reason\":\"it is asked for\"");
        assertThat(servers.source.log().reads(TwoServers.FROM, "key")).isEqualTo(1);
    }

    @Test
    void doesNotStartWhereS3CannotCopyAsAsked() throws Exception {
        var ended = servers.sync("--copy", "server");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .contains(
                        "--copy server: S3 cannot copy here by itself, because each side has credentials of its own; accepted are auto and stream");
    }

    /// Without a word about the way out, a user would not know that there is one.
    @Test
    void aRefusedCopyNamesWhatIsMissingAndIsNotStreamed() throws Exception {
        put("key", new byte[] {1});
        servers.source.createBucket("within");
        servers.source.deny("s3:PutObject", "within/*");

        var ended = servers.syncWithin("within");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("is not authorized to perform: s3:PutObject on resource")
                .contains("with copy set to stream its bytes would pass through us instead");
        assertThat(servers.source.log().count("PutObject")).isZero();
    }

    @Test
    void copiesOnlyWhatTheFiltersTakeIn() throws Exception {
        for (String key : List.of("a.jpg", "raw/a.jpg", "a.txt", "large.jpg")) {
            put(key, new byte[key.startsWith("large") ? 2_000 : 10]);
        }

        var wrong = servers.sync("--min-size", "many");
        var first = servers.sync("--exclude", "*", "--include=*.jpg", "--exclude", "raw/*");
        assertThat(first.exitCode()).isZero();
        assertThat(servers.destination.object(TwoServers.TO, "a.jpg")).isPresent();
        assertThat(servers.destination.object(TwoServers.TO, "large.jpg")).isPresent();
        assertThat(servers.destination.object(TwoServers.TO, "raw/a.jpg")).isEmpty();
        assertThat(servers.destination.object(TwoServers.TO, "a.txt")).isEmpty();

        var second = servers.sync("--include", "*.txt", "--max-size", "1K", "--max-age", "1d");
        assertThat(second.out()).containsPattern("ignored +1");
        assertThat(servers.differences()).containsExactly("raw/a.jpg is missing");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .contains("--min-size", "500, 64K, 10M, 2G or 1T, in powers of 1,024");
    }

    /// Metadata alone is mended by the destination itself.
    @Test
    void mendsHeadersWithoutReadingABody() throws Exception {
        put("key", new byte[] {1, 2, 3});
        servers.destination.put(TwoServers.TO, "key", new byte[] {1, 2, 3}, ObjectProperties.NONE);
        assertThat(servers.sync().out()).containsPattern("already equal +1");
        assertThat(servers.differences()).isNotEmpty();
        servers.source.log().reset();

        var mended = servers.sync("--compare", "metadata");

        assertThat(mended.out()).containsPattern("other metadata +1");
        assertThat(servers.differences()).isEmpty();
        assertThat(servers.source.log().count("GetObject")).isZero();
    }

    @Test
    void copiesWhatIsMissingOrChangedAndNothingElse() throws Exception {
        var random = new Random(1);
        for (String key : KEYS) {
            put(key, bytes(random, random.nextInt(100_000)));
        }
        put("empty", new byte[0]);
        put("equal", new byte[] {1});
        servers.destination.put(TwoServers.TO, "equal", new byte[] {1}, properties("equal"));
        put("changed", new byte[] {1, 2, 3});
        servers.destination.put(
                TwoServers.TO, "changed", new byte[] {3, 2, 1}, properties("changed"));

        var first = servers.sync("--json", "--overwrite", "newer");

        assertThat(first.err()).isEmpty();
        assertThat(first.exitCode()).isZero();
        assertThat(servers.differences()).isEmpty();
        assertThat(first.out()).contains("\"copied\":13,").contains("\"failed\":0,");

        try (var files = Files.walk(servers.state())) {
            var evidence = files.filter(file -> file.endsWith("evidence.jsonl")).toList();
            assertThat(evidence).hasSize(1);
            assertThat(Files.readString(evidence.getFirst()).lines())
                    .as("one line of evidence for each object")
                    .hasSize(13)
                    .allMatch(line ->
                            line.contains("\"outcome\":\"copied\"")
                                    && line.contains("\"evidence\":\"checksum\""));
        }

        long puts = servers.destination.log().count("PutObject");
        var second = servers.sync();
        assertThat(second.exitCode()).isZero();
        assertThat(servers.destination.log().count("PutObject")).isEqualTo(puts);
    }

    @Test
    void aDryRunWritesNothing() throws Exception {
        put("one", new byte[10]);

        var ended = servers.sync("--dry-run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("would copy                 1, 0.0 MiB")
                .contains("price                      0.00 USD, list prices of us-east-1")
                .contains("  PUT and the like         1, 0.0000 USD")
                .contains("  not in it                0.00 USD a month for storing the copies")
                .contains("time                       1 s to 1 s");
        assertThat(servers.sync("--dry-run", "--json").out())
                .contains("\"forecast\":{\"objects\":1,");
        assertThat(servers.destination.keys(TwoServers.TO)).isEmpty();
    }

    @Test
    void aSampleOfFewKeysIsAllOfThemAndWritesNothing() throws Exception {
        put("one", new byte[10]);

        var ended = servers.sync("--dry-run", "--sample");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains("found                      1\n")
                .contains("would copy                 1 objects, ")
                .contains("price                      0.00 USD, list prices of us-east-1")
                .contains("by a sample                of all keys, as they are few: 2 requests");
        assertThat(servers.sync("--dry-run", "--sample", "--json").out())
                .contains("\"sample\":{\"found_at_least\":1,\"found_at_most\":1,");
        assertThat(servers.destination.keys(TwoServers.TO)).isEmpty();
    }

    @Test
    void aSampleIsOfADryRunAlone() throws Exception {
        var refused = servers.sync("--sample");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("--sample: accepted only with --dry-run");
    }

    @Test
    void anObjectThatMayNotBeReadIsNamedAndTheRestIsCopied() throws Exception {
        put("secret", new byte[10]);
        put("open", new byte[10]);
        servers.source.deny("s3:GetObject", "from/secret");

        var ended = servers.sync();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("s3://from/secret: get s3://from/secret: ")
                .contains("AccessDenied");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("open");
    }

    /// No listing shows the archive tiers of INTELLIGENT_TIERING.
    @Test
    void anObjectInAnArchiveTierIsNamedAndNotAskedForAgainAndAgain() throws Exception {
        var tiering = ObjectProperties.NONE.withStorageClass("INTELLIGENT_TIERING");
        servers.source.put(TwoServers.FROM, "tiered", new byte[10], tiering);
        put("open", new byte[10]);
        servers.source
                .faults()
                .plan(Calls.of("GetObject").about("tiered").always(Fault.Refuse.archived()));

        var ended = servers.sync();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("s3://from/tiered: ")
                .contains("InvalidObjectState")
                .contains("restore them first");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("open");
        assertThat(servers.source.log().reads(TwoServers.FROM, "tiered")).isLessThan(5);
    }

    @Test
    void bucketsOfTwoStoresMayShareTheirName() throws Exception {
        put("key", new byte[] {1});
        servers.destination.createBucket(TwoServers.FROM);
        var same = List.of("s3://from", "s3://from");

        assertThat(servers.run("sync", same).exitCode()).isZero();

        assertThat(servers.destination.keys(TwoServers.FROM)).containsExactly("key");
        servers.destination.delete(TwoServers.FROM, "key");
        var key = List.of("s3://from/key", "s3://from/key");
        assertThat(servers.run("cp", key).exitCode()).isZero();
        assertThat(servers.destination.keys(TwoServers.FROM)).containsExactly("key");
    }

    @Test
    void aProfileThatIsNotThereIsOneClearMessage() {
        var ended = servers.sync("--source-profile", "nobody");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(ended.err().lines())
                .singleElement()
                .satisfies(line ->
                        assertThat(line)
                                .startsWith("s3migrate: ")
                                .contains(
                                        "Unable to load credentials of profile nobody: there is no such profile"));
    }

    @Test
    void aMissingBucketIsOneClearMessage() throws Exception {
        var ended = servers.run("sync", List.of("s3://from", "s3://nowhere"));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .startsWith("s3migrate: list s3://nowhere/")
                .contains("NoSuchBucket");
        assertThat(ended.err().lines()).hasSize(1);
    }

    @Test
    void tagsThatAnUnknownStoreMayNotKeepAreNotDroppedInSilence() throws Exception {
        byte[] content = bytes(new Random(1), 1_000);
        servers.source.put(TwoServers.FROM, "plain", content);
        servers.source.put(TwoServers.FROM, "tagged", content, properties("tagged"));

        var ended = servers.sync("--dest-store", "none");

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("an unknown store: --dest-store says what it can do")
                .containsPattern("tagged: .* tags");
        assertThat(servers.destination.keys(TwoServers.TO)).containsExactly("plain");
    }

    @Test
    void anUnknownFeatureOfAStoreIsOneClearMessage() throws Exception {
        var ended = servers.sync("--dest-store", "conditions");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("\"conditions\": accepted is aws, none, or some of");
    }

    @Test
    void aWrongLocationIsOneClearMessage() throws Exception {
        var ended = servers.run("sync", List.of("s3://from", "nowhere"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("\"nowhere\": accepted is s3://bucket or s3://bucket/prefix");
    }

    private void put(String key, byte[] bytes) throws IOException {
        servers.source.put(TwoServers.FROM, key, bytes, properties(key));
    }

    private static ObjectProperties properties(String key) {
        return ObjectProperties.NONE
                .withHeader("content-type", "text/plain; charset=utf-8")
                .withMetadata(Map.of("length", Integer.toString(key.length())))
                .withTags(Map.of("kind", "test"));
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
