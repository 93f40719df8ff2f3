package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.route.RouteTest.route;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.route.Routes.Match;

class RoutesTest {

    private static final ObjectLocation PHOTO = new ObjectLocation("photos", "2024/a.jpg");

    @Test
    void anObjectGoesToEveryRouteThatCoversIt() {
        var whole = route("photos", "", "backup", "");
        var year = route("photos", "2024/", "year", "");
        var other = route("photos", "2025/", "backup2", "");
        assertThat(routes(whole, year, other).matching(PHOTO))
                .isEqualTo(new Match.Routed(List.of(whole, year)));
    }

    @Test
    void theDefaultDestinationTakesWhatNoRouteCovers() {
        var routes =
                new Routes(
                        List.of(route("photos", "2025/", "b", "")),
                        Optional.of(new BucketPrefix("default", "from-jp")));
        assertThat(routes.matching(PHOTO))
                .isEqualTo(new Match.Routed(List.of(route("photos", "", "default", "from-jp"))));
    }

    @Test
    void anObjectWithoutRouteOrDefaultIsSaidSo() {
        assertThat(routes(route("other", "", "b", "")).matching(PHOTO))
                .isEqualTo(
                        new Match.Unrouted(
                                "no route covers s3://photos/2024/a.jpg and Des_bucket_default is not set"));
    }

    @Test
    void theDefaultDestinationNeverFeedsItself() {
        var routes = new Routes(List.of(), Optional.of(new BucketPrefix("photos", "copies")));
        assertThat(routes.matching(PHOTO))
                .isEqualTo(
                        new Match.Unrouted(
                                "Des_bucket_default is the bucket of s3://photos/2024/a.jpg: its copy would be an event again"));
    }

    @Test
    void aRouteDeletesOnlyWhereNothingElseIsCopiedTo() {
        var mirror = deleting(route("photos", "", "backup", "photos"));
        assertThatCode(() -> routes(mirror, route("films", "", "backup", "films")))
                .doesNotThrowAnyException();

        var films = route("films", "", "backup", "");
        assertThatThrownBy(() -> routes(films, mirror))
                .hasMessage(
                        "routes: route %s would delete in s3://backup/photos/, where route %s copies to: accepted is delete where nothing else is copied to",
                        mirror.name(), films.name());
        assertThatThrownBy(() ->
                        new Routes(List.of(mirror), Optional.of(new BucketPrefix("backup", ""))))
                .hasMessage(
                        "routes: route %s would delete in s3://backup/photos/, where Des_bucket_default is: accepted is delete where nothing else is copied to",
                        mirror.name());
    }

    private static Route deleting(Route route) {
        String json =
                "[{\"src_bucket\": \"%s\", \"des_bucket\": \"%s\", \"des_prefix\": \"%s\", \"delete\": true}]"
                        .formatted(
                                route.source().bucket(),
                                route.destination().bucket(),
                                route.destination().prefix());
        return new RoutesReader(_ -> "").read(json, Optional.empty()).all().getFirst();
    }

    @Test
    void anOrderIsOfTheRouteThatMapsItSo() {
        var route = route("photos", "2024/", "backup", "p");
        var routes = routes(route);
        assertThat(routes.ordered(PHOTO, new ObjectLocation("backup", "p/2024/a.jpg")))
                .isEqualTo(route);
        assertThat(routes.ordered(PHOTO, new ObjectLocation("backup", "elsewhere")))
                .isEqualTo(route("photos", "", "backup", ""));
    }

    @Test
    void refusesARouteIntoItsOwnSource() {
        assertThatThrownBy(() -> routes(route("a", "", "a", "copies")))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "routes: copies would be copied again for ever: %s (s3://a/ to s3://a/copies/). Accepted is another prefix or bucket, or allow_circle on each of them"
                                .formatted(route("a", "", "a", "copies").name()));
    }

    @Test
    void takesARouteWithinABucketThatDoesNotFeedItself() {
        assertThat(routes(route("a", "x/", "a", "copies")).all()).hasSize(1);
    }

    @Test
    void refusesACircleOverThreeBuckets() {
        var ab = route("a", "", "b", "");
        var bc = route("b", "", "c", "");
        var ca = route("c", "", "a", "");
        assertThatThrownBy(() -> routes(ab, bc, ca, route("c", "", "d", "")))
                .hasMessage(
                        "routes: copies would be copied again for ever: %s (s3://a/ to s3://b/), then %s (s3://b/ to s3://c/), then %s (s3://c/ to s3://a/). Accepted is another prefix or bucket, or allow_circle on each of them"
                                .formatted(ab.name(), bc.name(), ca.name()));
    }

    @Test
    void takesAChainAndACircleWhosePrefixesNeverMeet() {
        assertThat(routes(route("a", "", "b", ""), route("b", "", "c", "")).all()).hasSize(2);
        assertThat(routes(route("a", "x/", "b", ""), route("b", "y/", "a", "")).all()).hasSize(2);
    }

    @Test
    void takesACircleOnlyIfEveryRouteOfItAllowsIt() {
        var allowed =
                new RoutesReader(_ -> "")
                        .read(
                                """
                                [{"src_bucket": "a", "des_bucket": "b", "allow_circle": true},
                                 {"src_bucket": "b", "des_bucket": "a", "allow_circle": true}]
                                """,
                                Optional.empty());
        assertThat(allowed.all()).hasSize(2);
        assertThatThrownBy(() -> routes(allowed.all().getFirst(), route("b", "", "a", "")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("copied again for ever");
    }

    @Test
    void refusesTwoRoutesOfOneName() {
        assertThatThrownBy(() -> routes(route("a", "", "b", "p"), route("a", "", "b", "p/")))
                .hasMessage(
                        "routes: name \"%s\" stands twice: for s3://a/ to s3://b/p/ and for s3://a/ to s3://b/p/"
                                .formatted(route("a", "", "b", "p").name()));
    }

    private static Routes routes(Route... all) {
        return new Routes(List.of(all), Optional.empty());
    }
}
