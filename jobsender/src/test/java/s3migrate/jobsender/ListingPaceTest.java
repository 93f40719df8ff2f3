package s3migrate.jobsender;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.jobsender.ListingPace.Compared;
import s3migrate.ledger.RunRecord;
import s3migrate.log.EventLog;
import s3migrate.price.Prices;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.run.Totals;
import s3migrate.time.ManualTime;

class ListingPaceTest {

    private final ManualTime time = new ManualTime();
    private final Map<String, Compared> latest = new HashMap<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final ListingPace pace =
            new ListingPace(
                    route -> Optional.ofNullable(latest.get(route)),
                    Prices.read(),
                    new EventLog(new PrintStream(lines, true, UTF_8)),
                    time);
    private final Route photos = route("photos");
    private final Route films = route("films");

    /// 20,000 requests at 5 USD a million: a tenth of a USD, so ten times a day.
    @Test
    void tenMillionObjectsASideAreComparedTenTimesADay() {
        Instant began = time.instant();
        compared("photos", Map.of("same", 9_000_000L, "missing", 1_000_000L, "extra", 1_000_000L));
        time.pass(Duration.ofMinutes(143));
        assertThat(pace.due(List.of(photos, films))).containsExactly(films);
        assertThat(lines.toString(UTF_8))
                .contains(
                        "run_put_off",
                        "comparing both sides costs about 0.10 USD, and is to cost no more than 1"
                                + " USD a day",
                        began.plus(Duration.ofMinutes(144)).toString());
        time.pass(Duration.ofMinutes(1));
        assertThat(pace.due(List.of(photos, films))).containsExactly(photos, films);
    }

    @Test
    void aFewMillionAreComparedEveryHour() {
        compared("photos", Map.of("same", 4_000_000L));
        time.pass(Duration.ofHours(1));
        assertThat(pace.due(List.of(photos))).containsExactly(photos);
    }

    @Test
    void whatCostsNextToNothingIsComparedWheneverTheScheduleComes() {
        compared("photos", Map.of("same", 100_000L));
        assertThat(pace.due(List.of(photos))).containsExactly(photos);
    }

    /// Two HEADs each at 0.40 USD a million, and listing.
    @Test
    void aMillionThatAreLookedAtEachTimeAreComparedDaily() {
        compared("photos", Map.of("same_size", 1_000_000L));
        time.pass(Duration.ofHours(19));
        assertThat(pace.due(List.of(photos))).isEmpty();
        assertThat(lines.toString(UTF_8)).contains("comparing both sides costs about 0.81 USD");
        time.pass(Duration.ofHours(1));
        assertThat(pace.due(List.of(photos))).containsExactly(photos);
    }

    @Test
    void aHundredMillionAreComparedDaily() {
        compared("photos", Map.of("same", 100_000_000L));
        time.pass(Duration.ofHours(23));
        assertThat(pace.due(List.of(photos))).isEmpty();
        time.pass(Duration.ofHours(1));
        assertThat(pace.due(List.of(photos))).containsExactly(photos);
    }

    /// By what the one before it found, as far as that is known.
    @Test
    void aRunThatIsNotOverIsDueAndHasAPace() {
        var first = RunRecord.first("photos", "r1", "a to b", false, false, time.instant());
        var next = first.next("r2", "a to b", false, 100_000_000, false, time.instant());
        latest.put("photos", Compared.of(next));
        assertThat(pace.due(List.of(photos))).containsExactly(photos);
        assertThat(pace.apart(photos)).isEqualTo(Duration.ofDays(1));
        assertThat(pace.apart(films)).isZero();
    }

    private void compared(String route, Map<String, Long> counts) {
        latest.put(route, new Compared(time.instant(), Totals.of(counts), true));
    }

    private static Route route(String name) {
        return new Route(
                name,
                new BucketPrefix(name, ""),
                new BucketPrefix(name + "-copy", ""),
                RouteOptions.DEFAULT);
    }
}
