package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RouteTest {

    /// `printf 'photos\0002024/\000backup\000from-jp/' | sha256sum`
    @Test
    void isNamedByTwelveDigitsOfTheHashOverBothEnds() {
        assertThat(route("photos", "2024/", "backup", "from-jp").name()).isEqualTo("e5219a25679e");
    }

    @Test
    void hasOneNameHoweverItsDestinationPrefixIsWritten() {
        assertThat(route("a", "", "b", "p/").name()).isEqualTo(route("a", "", "b", "p").name());
        assertThat(route("a", "/", "b", "/").name()).isEqualTo(route("a", "", "b", "").name());
    }

    @Test
    void hasAnotherNameWithAnyEndChanged() {
        assertThat(route("a", "p", "b", ""))
                .extracting(Route::name)
                .isNotIn(
                        route("ap", "", "b", "").name(),
                        route("a", "", "b", "p").name(),
                        route("b", "p", "a", "").name());
    }

    @Test
    void refusesANameThatNoFileOrItemCanHave() {
        assertThatThrownBy(() ->
                        new Route(
                                "a/b",
                                new BucketPrefix("a", ""),
                                new BucketPrefix("b", ""),
                                RouteOptions.DEFAULT))
                .hasMessage(
                        "route name \"a/b\": accepted is 1 to 64 letters, digits, '.', '_' or '-'");
    }

    static Route route(String srcBucket, String srcPrefix, String desBucket, String desPrefix) {
        return Route.of(
                new BucketPrefix(srcBucket, srcPrefix),
                new BucketPrefix(desBucket, desPrefix),
                RouteOptions.DEFAULT);
    }
}
