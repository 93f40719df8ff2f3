package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static s3migrate.route.RouteTest.route;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SharedDestinationsTest {

    @Test
    void twoSourcesOfOneDestinationAreNamedWithWhatTheyShare() {
        var year = route("photos", "2024/", "backup", "from-jp");
        var films = route("films", "", "backup", "from-jp");

        assertThat(SharedDestinations.notices(List.of(year, films)))
                .containsExactly(
                        "routes %s and %s both write in s3://backup/from-jp/2024/: what both sources have there is overwritten by turns, at each comparison. Give one of them another des_prefix, unless no key is in both"
                                .formatted(year.name(), films.name()));
    }

    @Test
    void whatIsStrippedMayMeet() {
        assertThat(SharedDestinations.notices(List.of(stripped("2023/"), stripped("2024/"))))
                .hasSize(1);
    }

    @Test
    void destinationsThatNeverMeetGoUnmentioned() {
        assertThat(
                        SharedDestinations.notices(
                                List.of(
                                        route("photos", "2024/", "backup", "from-jp"),
                                        route("photos", "2023/", "backup", "from-jp"),
                                        route("films", "", "backup", "from-jp/films"),
                                        route("films", "", "other", "from-jp"))))
                .isEmpty();
    }

    /// Both routes write the same there, each key from one object.
    @Test
    void oneSourceIsNoTwo() {
        assertThat(
                        SharedDestinations.notices(
                                List.of(
                                        route("photos", "", "backup", "from-jp"),
                                        route("photos", "2024/", "backup", "from-jp"))))
                .isEmpty();
    }

    private static Route stripped(String prefix) {
        String json =
                """
                [{"src_bucket": "photos", "src_prefix": "%s", "des_bucket": "backup", "strip_src_prefix": true}]\
                """
                        .formatted(prefix);
        return new RoutesReader(_ -> "").read(json, Optional.empty()).all().getFirst();
    }
}
