package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.route.NameFilter.Rule;

/// As at the command lines of others: `+` includes, `-` excludes.
class NameFilterTest {

    @Test
    void theLastPatternThatMatchesDecides() {
        assertThat(takesIn("a.jpg", "-*", "+*.jpg")).isTrue();
        assertThat(takesIn("a.png", "-*", "+*.jpg")).isFalse();
        assertThat(takesIn("a.jpg", "+*.jpg", "-*")).isFalse();
        assertThat(takesIn("raw/a.jpg", "-raw/*", "+*.jpg", "-raw/a*")).isFalse();
    }

    @Test
    void anIncludeThatComesFirstMeansOnlyThese() {
        assertThat(takesIn("a.jpg", "+*.jpg")).isTrue();
        assertThat(takesIn("a.png", "+*.jpg")).isFalse();
        assertThat(takesIn("raw/a.jpg", "+*.jpg", "-raw/*")).isFalse();
    }

    @Test
    void anExcludeAloneLeavesTheRest() {
        assertThat(takesIn("a.tmp", "-*.tmp")).isFalse();
        assertThat(takesIn("a.jpg", "-*.tmp")).isTrue();
        assertThat(takesIn("a.jpg")).isTrue();
    }

    @Test
    void signsOfTheIgnoreListAreCharactersHere() {
        assertThat(takesIn("#a", "-#a")).isFalse();
        assertThat(takesIn("!a", "-!a")).isFalse();
    }

    @Test
    void equalRulesAreEqualFilters() {
        assertThat(new NameFilter(List.of(new Rule(true, "a"))))
                .isEqualTo(new NameFilter(List.of(new Rule(true, "a"))))
                .hasSameHashCodeAs(new NameFilter(List.of(new Rule(true, "a"))))
                .isNotEqualTo(new NameFilter(List.of(new Rule(false, "a"))));
    }

    private static boolean takesIn(String name, String... rules) {
        var filter =
                new NameFilter(
                        Arrays.stream(rules)
                                .map(r -> new Rule(r.startsWith("+"), r.substring(1)))
                                .toList());
        return !filter.leavesOut(name);
    }
}
