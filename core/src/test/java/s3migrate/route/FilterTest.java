package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;

class FilterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T13:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "\"min_size\": 10; \"max_size\": 9, min_size is above max_size: no object is both",
        "\"min_age\": \"1d\"; \"max_age\": \"12h\", min_age is above max_age: no object is both"
    })
    void boundsWithNothingBetweenThemAreRefused(String options, String fault) {
        assertThatThrownBy(() -> route(options.replace(';', ',') + ","))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void withoutOptionsEverythingCounts() {
        assertThat(reason("", object("a", 0, Duration.ZERO, "DEEP_ARCHIVE"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "a.jpg,       '',                    ''",
        "raw/a.jpg,   '',                    ''",
        "a.png,       left out by its name,  left out by its name",
        "raw/b.JPG,   left out by its name,  ''"
    })
    void includeAloneMeansOnlyThese(String key, String ofOne, String ofTwo) {
        var object = object(key, 1, Duration.ZERO, "STANDARD");
        assertThat(reason("\"include\": \"*.jpg\",", object).orElse("")).isEqualTo(ofOne);
        assertThat(reason("\"include\": \"*.jpg\\n*.JPG\",", object).orElse("")).isEqualTo(ofTwo);
    }

    @Test
    void excludeTakesOutOfWhatIsIncluded() {
        var options = "\"include\": \"*.jpg\", \"exclude\": \"raw/*\\n\\ntmp*\",";
        assertThat(reason(options, object("a.jpg", 1, Duration.ZERO, "STANDARD"))).isEmpty();
        for (var key : new String[] {"raw/a.jpg", "tmp.jpg", "b"}) {
            assertThat(reason(options, object(key, 1, Duration.ZERO, "STANDARD")))
                    .as(key)
                    .hasValue("left out by its name");
        }
    }

    @Test
    void namesAreWhatFollowsThePrefixOfTheSource() {
        var route = route("\"exclude\": \"2024/*\", \"src_prefix\": \"2024/\",");
        assertThat(route.leavesOut(object("2024/a", 1, Duration.ZERO, "STANDARD"), NOW)).isEmpty();
        assertThat(route.leavesOut(object("2024/2024/a", 1, Duration.ZERO, "STANDARD"), NOW))
                .isPresent();
    }

    @ParameterizedTest
    @CsvSource({"9, false", "10, true", "2048, true", "2049, false"})
    void boundsOfSizeBelongToWhatCounts(long bytes, boolean counts) {
        var options = "\"min_size\": 10, \"max_size\": \"2K\",";
        var reason = reason(options, object("a", bytes, Duration.ZERO, "STANDARD"));
        assertThat(reason)
                .isEqualTo(counts ? Optional.empty() : Optional.of("left out by its size"));
    }

    @ParameterizedTest
    @CsvSource({"59, false", "60, true", "86400, true", "86401, false"})
    void boundsOfAgeBelongToWhatCounts(long seconds, boolean counts) {
        var options = "\"min_age\": \"1m\", \"max_age\": \"1d\",";
        var reason = reason(options, object("a", 1, Duration.ofSeconds(seconds), "STANDARD"));
        assertThat(reason)
                .isEqualTo(counts ? Optional.empty() : Optional.of("left out by its age"));
    }

    @Test
    void onlyTheStorageClassesThatAreNamedCount() {
        var options = "\"src_storage_class\": \"STANDARD GLACIER_IR\",";
        assertThat(reason(options, object("a", 1, Duration.ZERO, "GLACIER_IR"))).isEmpty();
        assertThat(reason(options, object("a", 1, Duration.ZERO, "GLACIER")))
                .hasValue("left out by its storage class");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"max_size\": \"1K\",",
                "\"min_age\": \"1s\",",
                "\"src_storage_class\": \"STANDARD\","
            })
    void whatIsNotToldIsNotGuessed(String options) {
        var known = new Filter.Known("a", OptionalLong.empty(), Optional.empty(), Optional.empty());
        assertThat(route(options).options().filter().reason(known, NOW).orElseThrow())
                .endsWith("is not told: the comparison looks");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "500, 500",
        "1k, 1024",
        "64K, 65536",
        "10MiB, 10485760",
        "2gb, 2147483648",
        "1T, 1099511627776"
    })
    void sizesAreInPowersOf1024(String text, long bytes) {
        assertThat(FilterReader.size(text)).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "K", "-1", "1.5M", "1 K", "10X", "9999999999999T"})
    void whatIsNoSizeIsRefused(String text) {
        assertThat(FilterReader.size(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "15m, 900", "12h, 43200", "7d, 604800", "4w, 2419200"})
    void agesHaveAUnit(String text, long seconds) {
        assertThat(FilterReader.age(text)).hasValue(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "d", "-1d", "1M", "1.5h", "1d12h"})
    void whatIsNoAgeIsRefused(String text) {
        assertThat(FilterReader.age(text)).isEmpty();
    }

    private static Optional<String> reason(String options, ObjectSummary object) {
        return route(options).leavesOut(object, NOW);
    }

    private static Route route(String options) {
        String json = "[{%s \"src_bucket\": \"a\", \"des_bucket\": \"b\"}]".formatted(options);
        return new RoutesReader(_ -> "").read(json, Optional.empty()).all().getFirst();
    }

    private static ObjectSummary object(String key, long size, Duration age, String storageClass) {
        return new ObjectSummary(
                key, new ETag("0"), Optional.empty(), size, NOW.minus(age), storageClass);
    }
}
