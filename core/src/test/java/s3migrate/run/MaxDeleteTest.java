package s3migrate.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaxDeleteTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1", "100, 1", "101, 2", "99_999, 1000", "1_000_000_000, 1000"})
    void isTheLesserOfOnePercentAndAThousandUnlessTheRouteSaysMore(String found, long most) {
        assertThat(of("\"delete\": true,", found)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 5000", "1_000_000, 5000"})
    void isWhatTheRouteSaysUnlessTheSourceIsEmpty(String found, long most) {
        assertThat(of("\"delete\": true, \"max_delete\": 5000,", found)).isEqualTo(most);
    }

    @ParameterizedTest
    @CsvSource({"1_000_000, 0"})
    void isNoneWhereTheRouteDoesNotDelete(String found, long most) {
        assertThat(of("\"max_delete\": 5000,", found)).isEqualTo(most);
    }

    private static long of(String options, String found) {
        long objects = Long.parseLong(found.replace("_", ""));
        var totals = new Totals(Map.of(Finding.SAME, new Amount(objects, 0)));
        return MaxDelete.of(TwoBuckets.route(options), totals);
    }
}
