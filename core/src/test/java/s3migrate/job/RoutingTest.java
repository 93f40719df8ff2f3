package s3migrate.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.job.ObjectEvent.Kind;
import s3migrate.job.Routing.Decision;
import s3migrate.object.ObjectLocation;
import s3migrate.route.BucketPrefix;
import s3migrate.route.IgnoreList;
import s3migrate.route.Route;
import s3migrate.route.RouteOptions;
import s3migrate.route.Routes;
import s3migrate.route.RoutesReader;

class RoutingTest {

    private static final Instant SENT = Instant.parse("2026-11-21T13:00:00Z");
    private static final ObjectLocation PHOTO = new ObjectLocation("photos", "2024/a.jpg");

    private final Route whole = route("", "backup", "p");
    private final Route year = route("2024/", "year", "");
    private final Routing routing =
            new Routing(
                    new Routes(List.of(whole, year), Optional.empty()),
                    IgnoreList.parse("photos/*.tmp"));

    @Test
    void anEventIsAJobOnEveryRoute() {
        assertThat(routing.decide(event(PHOTO, Kind.CREATED), SENT))
                .containsExactly(
                        new Decision.Do(whole, job(whole, "p/2024/a.jpg")),
                        new Decision.Do(year, job(year, "2024/a.jpg")));
    }

    @Test
    void aJobIsAsOldAsItsEventUnlessThatIsFromLongBeforeItsMessage() {
        assertThat(seen(SENT.minus(Duration.ofHours(23))))
                .isEqualTo(SENT.minus(Duration.ofHours(23)));
        assertThat(seen(SENT.minus(Duration.ofDays(5)))).isEqualTo(SENT);
    }

    private Instant seen(Instant happened) {
        var event =
                new ObjectEvent(
                        PHOTO,
                        Kind.CREATED,
                        OptionalLong.of(17),
                        Optional.empty(),
                        Optional.of(happened));
        return ((Decision.Do) routing.decide(event, SENT).getFirst()).job().history().firstSeen();
    }

    @Test
    void aRemovalIsAHintToLookWithoutTheVersionThatWent() {
        assertThat(routing.decide(event(PHOTO, Kind.REMOVED), SENT))
                .hasSize(2)
                .allSatisfy(decision -> {
                    var job = ((Decision.Do) decision).job();
                    assertThat(job.versionId()).isEmpty();
                    assertThat(job.size()).isEmpty();
                });
    }

    @Test
    void anExpiryIsAHintUnlessTheRouteDeletesButNotForThat() {
        var expired = event(PHOTO, Kind.REMOVED_BY_LIFECYCLE);
        assertThat(routing.decide(expired, SENT))
                .hasSize(2)
                .allMatch(Decision.Do.class::isInstance);
        assertThat(deleting("").decide(expired, SENT))
                .containsExactly(new Decision.Skip(PHOTO, "expired by a lifecycle rule"));
        assertThat(deleting(", \"delete_expired\": true").decide(expired, SENT))
                .hasExactlyElementsOfTypes(Decision.Do.class);
        assertThat(deleting("").decide(event(PHOTO, Kind.REMOVED), SENT))
                .hasExactlyElementsOfTypes(Decision.Do.class);
    }

    private static Routing deleting(String options) {
        String json =
                "[{\"src_bucket\": \"photos\", \"des_bucket\": \"backup\", \"delete\": true%s}]"
                        .formatted(options);
        return new Routing(
                new RoutesReader(_ -> "").read(json, Optional.empty()), IgnoreList.parse(""));
    }

    @Test
    void theIgnoreListCountsForEventsAndNotForOrders() {
        var ignored = new ObjectLocation("photos", "a.tmp");
        assertThat(routing.decide(event(ignored, Kind.CREATED), SENT))
                .containsExactly(new Decision.Skip(ignored, "on the ignore list"));
        assertThat(routing.decide(order(ignored, new ObjectLocation("backup", "p/a.tmp")), SENT))
                .isInstanceOf(Decision.Do.class);
    }

    @Test
    void theFiltersOfARouteCountForEventsAndNotForOrders() {
        var small = filtering("\"max_size\": 5");
        assertThat(small.decide(event(PHOTO, Kind.CREATED), SENT))
                .containsExactly(new Decision.Skip(PHOTO, "left out by its size"));
        var named = filtering("\"exclude\": \"2024/*\"");
        for (var kind : List.of(Kind.CREATED, Kind.REMOVED)) {
            assertThat(named.decide(event(PHOTO, kind), SENT))
                    .containsExactly(new Decision.Skip(PHOTO, "left out by its name"));
        }
        assertThat(named.decide(order(PHOTO, new ObjectLocation("backup", "b")), SENT))
                .isInstanceOf(Decision.Do.class);
    }

    @Test
    void aRemovalIsKnownByItsNameAlone() {
        assertThat(filtering("\"max_size\": 5").decide(event(PHOTO, Kind.REMOVED), SENT))
                .hasExactlyElementsOfTypes(Decision.Do.class);
    }

    private static Routing filtering(String option) {
        String json =
                "[{\"src_bucket\": \"photos\", \"des_bucket\": \"backup\", %s}]".formatted(option);
        return new Routing(
                new RoutesReader(_ -> "").read(json, Optional.empty()), IgnoreList.EMPTY);
    }

    @Test
    void anEventThatLeavesTheBytesAsTheyAreIsSkipped() {
        assertThat(routing.decide(event(PHOTO, Kind.OTHER), SENT))
                .containsExactly(new Decision.Skip(PHOTO, "not about its bytes"));
    }

    @Test
    void anObjectWithoutRouteFailsWithTheReason() {
        var stray = new ObjectLocation("other", "a");
        assertThat(routing.decide(event(stray, Kind.CREATED), SENT))
                .containsExactly(
                        new Decision.Fail(
                                stray,
                                "no route covers s3://other/a and Des_bucket_default is not set"));
    }

    @Test
    void aKeyThatGetsTooLongFailsOnThatRouteOnly() {
        var longKey = new ObjectLocation("photos", "2024/" + "k".repeat(1_018));
        assertThat(routing.decide(event(longKey, Kind.CREATED), SENT))
                .satisfiesExactly(
                        first -> assertThat(first).isInstanceOf(Decision.Fail.class),
                        second -> assertThat(second).isInstanceOf(Decision.Do.class));
    }

    @Test
    void anOrderKeepsItsIdAndDestination() {
        var destination = new ObjectLocation("elsewhere", "b.jpg");
        assertThat(routing.decide(order(PHOTO, destination), SENT))
                .isEqualTo(
                        new Decision.Do(
                                route("", "elsewhere", ""),
                                new Job(
                                        route("", "elsewhere", "").name(),
                                        PHOTO,
                                        Optional.of("v1"),
                                        destination,
                                        OptionalLong.of(17),
                                        Optional.of("id-1"),
                                        JobHistory.startingAt(SENT))));
    }

    @Test
    void anOrderOntoItselfFails() {
        assertThat(routing.decide(order(PHOTO, PHOTO), SENT))
                .isEqualTo(new Decision.Fail(PHOTO, "source and destination are the same object"));
    }

    private static ObjectEvent event(ObjectLocation object, Kind kind) {
        return new ObjectEvent(
                object, kind, OptionalLong.of(17), Optional.of("v1"), Optional.empty());
    }

    private static OrderedCopy order(ObjectLocation source, ObjectLocation destination) {
        return new OrderedCopy(
                source, destination, OptionalLong.of(17), Optional.of("v1"), Optional.of("id-1"));
    }

    private static Job job(Route route, String destinationKey) {
        return new Job(
                route.name(),
                PHOTO,
                Optional.of("v1"),
                new ObjectLocation(route.destination().bucket(), destinationKey),
                OptionalLong.of(17),
                Optional.empty(),
                JobHistory.startingAt(SENT));
    }

    private static Route route(String srcPrefix, String desBucket, String desPrefix) {
        return Route.of(
                new BucketPrefix("photos", srcPrefix),
                new BucketPrefix(desBucket, desPrefix),
                RouteOptions.DEFAULT);
    }
}
