package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;
import s3migrate.route.RouteOptions.Deletes;

class RoutesReaderTest {

    @Test
    void readsWhatUsersOfTheEarlierSystemHave() {
        assertThat(
                        read(
                                """
                                [{"src_bucket": "photos", "src_prefix": "2024/", "des_bucket": "backup", "des_prefix": "from-jp"}]
                                """))
                .containsExactly(RouteTest.route("photos", "2024/", "backup", "from-jp"));
    }

    @Test
    void readsOptions() {
        var route =
                read("""
                [{"name": "nightly", "src_bucket": "a", "des_bucket": "b", "strip_src_prefix": true,
                  "src_credentials": "jp", "storage_class": "KEEP"}]
                """)
                        .getFirst();
        assertThat(route.name()).isEqualTo("nightly");
        assertThat(route.options().stripSourcePrefix()).isTrue();
        assertThat(route.options().sourceCredentials()).contains("jp");
        assertThat(route.options().storageClass()).contains(StorageClass.KEEP);
    }

    @Test
    void readsTheFileAParameterNames() {
        var reader =
                new RoutesReader(file ->
                        file.equals(new ObjectLocation("config", "routes.json"))
                                ? "[]"
                                : "another file");
        assertThat(reader.read("s3://config/routes.json\n", Optional.empty()).all()).isEmpty();
    }

    @Test
    void namesEveryFaultOfEveryRoute() {
        assertThatThrownBy(() ->
                        read(
                                """
                                [{"src_bucket": "a/b", "des_bucket": "b", "strip_src_prefix": "yes"},
                                 {"src_bucket": "a", "dest_bucket": "b"},
                                 7]
                                """))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        """
                        routes: 5 faults
                          route 1: src_bucket "a/b": accepted is the name of a bucket
                          route 1: strip_src_prefix "yes": accepted is true or false
                          route 2: des_bucket is missing: accepted is the name of a bucket
                          route 2: option "dest_bucket" is unknown: accepted are src_bucket, src_prefix, des_bucket, des_prefix, name, strip_src_prefix, src_credentials, des_credentials, storage_class, des_store, allow_circle, compare, include, exclude, min_size, max_size, min_age, max_age, src_storage_class, overwrite, require, copy, fallback, etag_parity, outcome_events, delete, delete_expired, max_delete, max_event_deletes, start_below_usd, start_below_tb, spend_cap_usd, tags, sse, sse_kms_key_id, sse_bucket_key, acl, object_lock, retain_days, source_time, request_payer
                          route 3: accepted is an object {…}\
                        """);
    }

    @Test
    void readsWhatARouteMayCost() {
        assertThat(
                        read("[{\"src_bucket\": \"a\", \"des_bucket\": \"b\", \"spend_cap_usd\": 20}]")
                                .getFirst()
                                .options()
                                .spending()
                                .capUsd())
                .hasValue(20);
        assertThatThrownBy(() ->
                        read(
                                "[{\"src_bucket\": \"a\", \"des_bucket\": \"b\", \"spend_cap_usd\": 0}]"))
                .hasMessage(
                        "routes: route 1: spend_cap_usd \"0\": accepted is a whole number from 1 to 1,000,000");
    }

    @Test
    void readsWhatARouteDeletes() {
        assertThat(
                        read("[{\"src_bucket\": \"a\", \"des_bucket\": \"b\", \"delete\": true, \"delete_expired\": true, \"max_event_deletes\": 7}]")
                                .getFirst()
                                .options()
                                .deletes())
                .isEqualTo(new Deletes(true, true, OptionalLong.empty(), 7));
        assertThatThrownBy(() ->
                        read(
                                "[{\"src_bucket\": \"a\", \"des_bucket\": \"b\", \"delete_expired\": true}]"))
                .hasMessage(
                        "routes: route 1: delete_expired \"true\": accepted is true only with delete");
    }

    @Test
    void saysWhereTheJsonBreaks() {
        assertThatThrownBy(() -> read("[{\"src_bucket\": }]"))
                .hasMessage(
                        "routes: not JSON (broken at line 1, column 17): accepted is JSON as in docs/contracts.md");
        assertThatThrownBy(() -> read("{\"src_bucket\": \"a\"}"))
                .hasMessage("routes: accepted is a list [{\"src_bucket\": …}, …]");
        assertThatThrownBy(() -> read(" ")).hasMessage("routes: empty");
    }

    private static List<Route> read(String json) {
        return new RoutesReader(_ -> "").read(json, Optional.empty()).all();
    }
}
