package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;
import static s3migrate.sandbox.s3.contract.Refusals.assertError;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Where a fault can be put.
class FaultPlacesIT {
    private static final String NEW_KEY = "ASIANEW";
    private static final String NEW_SECRET = "new-secret";

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture =
                new S3Fixture(directory, settings -> settings.withCredentials(NEW_KEY, NEW_SECRET));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void heal() {
        fixture.server.faults().clear();
    }

    @Test
    void onOneCallOfAKindCountedAmongItsKindAlone() {
        plan(Calls.of("PutObject").under("a/").nth(2, Fault.Refuse.internalError()));

        assertThat(refused("a/1", "b/1", "b/2", "a/2", "a/3")).containsExactly("a/2");
    }

    @Test
    void onTheFirstCallsOrOnAllFromOneOn() {
        plan(Calls.of("PutObject").first(2, Fault.Refuse.slowDown()));
        assertThat(refused("1", "2", "3")).containsExactly("1", "2");

        plan(Calls.of("PutObject").from(2, Fault.Refuse.slowDown()));
        assertThat(refused("1", "2", "3")).containsExactly("2", "3");
    }

    @Test
    void bothPlansCountWhatTheyShare() {
        plan(
                Calls.of("PutObject")
                        .nth(1, Fault.Refuse.slowDown())
                        .or(Calls.any().nth(2, Fault.Refuse.internalError())));

        assertThat(refused("1", "2", "3")).containsExactly("1", "2");
    }

    @Test
    void byChanceAndTheSeedDecidesWhere() {
        List<String> keys = new ArrayList<>();
        for (int number = 0; number < 200; number++) {
            keys.add("k" + number);
        }

        List<List<String>> rounds = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            plan(Calls.any().byChance(0.3, seed, Fault.Refuse.slowDown()));
            rounds.add(refused(keys.toArray(String[]::new)));
        }

        assertThat(rounds.get(0)).hasSizeBetween(40, 80).isEqualTo(rounds.get(1));
        assertThat(rounds.get(2)).isNotEqualTo(rounds.get(0));
    }

    @Test
    void aboveARateOfEachPrefix() {
        var clock =
                new InstantSource() {
                    private Instant now = Instant.EPOCH;

                    @Override
                    public Instant instant() {
                        return now;
                    }
                };
        plan(Calls.of("PutObject").aboveRate(2, clock, Fault.Refuse.slowDown()));

        assertThat(refused("a/1", "a/2", "a/3", "b/1", "b/2")).containsExactly("a/3");
        clock.now = clock.now.plus(Duration.ofSeconds(1));
        assertThat(refused("a/4", "a/5", "a/6")).containsExactly("a/6");
    }

    @Test
    void onOneSetOfCredentialsFromTheNthCallOn() {
        plan(Calls.any().by(S3Fixture.ACCESS_KEY).from(3, Fault.Refuse.expiredToken()));

        assertThat(refused("1", "2", "3", "4")).containsExactly("3", "4");
        assertThatThrownBy(() -> put(fixture.s3, "5"))
                .satisfies(e -> assertError(e, 400, "ExpiredToken"));
        try (S3Client renewed =
                fixture.client(builder ->
                        builder.credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsSessionCredentials.create(
                                                NEW_KEY, NEW_SECRET, "token"))))) {
            put(renewed, "5");
        }
        assertThat(fixture.server.object(BUCKET, "5")).isPresent();
    }

    @Test
    void onOnePageOfAListing() {
        fixture.server.createBucket("listed");
        fixture.server.fill("listed", "", 2500, 1);
        plan(Calls.of("ListObjectsV2").in("listed").nth(2, Fault.Refuse.internalError()));

        List<Integer> pages = new ArrayList<>();
        assertThatThrownBy(() ->
                        fixture.s3
                                .listObjectsV2Paginator(r -> r.bucket("listed"))
                                .forEach(page -> pages.add(page.keyCount())))
                .satisfies(e -> assertError(e, 500, "InternalError"));

        assertThat(pages).containsExactly(1000);
    }

    private static void plan(FaultPlan plan) {
        fixture.server.faults().plan(plan);
    }

    private static List<String> refused(String... keys) {
        List<String> refused = new ArrayList<>();
        for (String key : keys) {
            try {
                put(fixture.s3, key);
            } catch (S3Exception e) {
                refused.add(key);
            }
        }
        return refused;
    }

    private static void put(S3Client s3, String key) {
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromString("x"));
    }
}
