package s3migrate.infra.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import s3migrate.route.BucketPrefix;
import s3migrate.route.SettingsException;

class MigrationTest {

    @TempDir Path directory;

    @Test
    void theLeastThatCanBeDeployed() throws IOException {
        var migration =
                read(
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com",
                         "routes": [{"src_bucket": "photos", "des_bucket": "backup"}]}
                        """);
        assertThat(migration.worker()).isEqualTo(new FunctionSize(640, Duration.ofMinutes(15), 5));
        assertThat(migration.jobsender())
                .isEqualTo(new FunctionSize(1_769, Duration.ofMinutes(15), 5));
        assertThat(migration.worker().visibility()).isEqualTo(Duration.ofMinutes(16));
        assertThat(migration.compareEveryMinutes()).isEqualTo(60);
        assertThat(migration.alarmUsdPerDay()).isEqualTo(10);
        assertThat(migration.logRetentionDays()).isEqualTo(30);
        assertThat(migration.dashboard()).hasValue("s3_migrate_serverless");
        assertThat(migration.settings().chosen()).isEmpty();
        assertThat(migration.ownRole())
                .isEqualTo(
                        new OwnRole(
                                List.of(new BucketPrefix("photos", "")),
                                List.of(),
                                List.of(),
                                List.of("s3_migration_credentials"),
                                migration.routes().all(),
                                List.of()));
    }

    @Test
    void aFileThatIsNotFilledInSaysWhatIsMissing() throws IOException {
        assertThat(faults("{\"region\": \"\", \"alarm_email\": \"\", \"routes\": []}"))
                .containsExactly(
                        "region is missing: accepted is an AWS region such as eu-west-1",
                        "alarm_email is missing: accepted is an e-mail address",
                        "routes is missing: accepted is a route, or new_bucket or event_buckets"
                                + " with settings.Des_bucket_default");
    }

    @Test
    void everyFaultIsToldAtOnce() throws IOException {
        assertThat(
                        faults(
                                """
                                {"//": "a comment", "region": "Frankfurt", "account": 123, "architecture": "arm", "alarm_email": "ops",
                                 "settings": {"JobType": "PUSH", "PartMiB": 4, "LedgerTable": "mine", "HugeMiB": 10, "colour": "red"},
                                 "routes": [{"//": "first", "src_bucket": "a b", "des_bucket": "backup", "speed": 3}, 7],
                                 "new_bucket": "Uploads", "event_buckets": "photos", "assume_roles": ["role"], "event_senders": ["arn:aws:sqs:eu-west-1:111122223333:q"],
                                 "kms_keys": {"source": [1]}, "worker": {"memory_mb": 64, "max_concurrency": "five"},
                                 "jobsender": [], "compare_every_minutes": 1, "log_retention_days": 8, "dashboard": "my dashboard", "regoin": ""}
                                """))
                .containsExactlyInAnyOrder(
                        "region \"Frankfurt\": accepted is an AWS region such as eu-west-1",
                        "account \"123\": accepted is 12 digits",
                        "architecture \"arm\": accepted is arm64, x86_64",
                        "alarm_email \"ops\": accepted is an e-mail address",
                        "settings.JobType \"PUSH\": accepted is PUT, GET, BOTH",
                        "settings.PartMiB \"4\": accepted is a whole number from 5 to 5,120",
                        "settings.HugeMiB \"10\": accepted is a whole number from 64 to 50,000,000",
                        "settings.LedgerTable is unknown: accepted are "
                                + String.join(", ", ProgramSettings.names()),
                        "settings.colour is unknown: accepted are "
                                + String.join(", ", ProgramSettings.names()),
                        "routes: route 1: src_bucket \"a b\": accepted is the name of a bucket",
                        "routes: route 1: option \"speed\" is unknown: accepted are src_bucket,"
                                + " src_prefix, des_bucket, des_prefix, name, strip_src_prefix,"
                                + " src_credentials, des_credentials, storage_class, des_store,"
                                + " allow_circle, compare, include, exclude, min_size, max_size,"
                                + " min_age, max_age, src_storage_class, overwrite, require, copy, fallback,"
                                + " etag_parity, outcome_events, delete, delete_expired, max_delete,"
                                + " max_event_deletes, start_below_usd, start_below_tb, spend_cap_usd,"
                                + " tags, sse, sse_kms_key_id, sse_bucket_key, acl, object_lock,"
                                + " retain_days, source_time, request_payer",
                        "routes: route 2: accepted is an object {…}",
                        "new_bucket \"Uploads\": accepted is the name of a bucket",
                        "event_buckets \"\"photos\"\": accepted is a list […]",
                        "event_senders[0] \"arn:aws:sqs:eu-west-1:111122223333:q\": accepted is the"
                                + " ARN of an SNS topic or of an EventBridge rule",
                        "assume_roles[0] \"role\": accepted is arn:…:iam::<12 digits>:role/<name>",
                        "kms_keys.source[0] \"1\": accepted is arn:…:kms:<region>:<12"
                                + " digits>:key/<id>",
                        "worker.memory_mb \"64\": accepted is a whole number from 512 to 10,240",
                        "worker.max_concurrency \"five\": accepted is a whole number from 2 to"
                                + " 1,000",
                        "jobsender \"[]\": accepted is an object {…}",
                        "compare_every_minutes \"1\": accepted is a whole number from 5 to 10,080",
                        "log_retention_days \"8\": accepted is 1, 3, 5, 7, 14, 30, 60, 90, 120,"
                                + " 150, 180, 365, 400, 545, 731, 1,827, 3,653",
                        "dashboard \"my dashboard\": accepted is true, false or a name that matches"
                                + " [A-Za-z0-9_-]{1,255}",
                        "regoin is unknown: accepted are $schema, account, alarm_email,"
                                + " alarm_usd_per_day, architecture, assume_roles, compare_every_minutes, dashboard,"
                                + " event_buckets, event_senders, jobsender, kms_keys,"
                                + " log_retention_days, new_bucket, region, routes, set_notifications,"
                                + " settings, worker");
    }

    @ParameterizedTest
    @CsvSource({"true, s3_migrate_serverless", "false,", "\"our-own\", our-own"})
    void theDashboardIsTheUsualOneNoneOrOneOfAName(String value, @Nullable String name)
            throws IOException {
        var migration =
                read(
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com", "dashboard": %s,
                         "routes": [{"src_bucket": "photos", "des_bucket": "backup"}]}
                        """
                                .formatted(value));
        assertThat(migration.dashboard()).isEqualTo(Optional.ofNullable(name));
    }

    @Test
    void fieldsHaveToFitTogether() throws IOException {
        assertThat(
                        faults(
                                """
                                {"region": "eu-west-1", "alarm_email": "ops@example.com", "new_bucket": "uploads",
                                 "event_buckets": ["photos", "films"],
                                 "kms_keys": {"destination": ["arn:aws:kms:eu-west-1:111122223333:key/1"]},
                                 "settings": {"CompleteMarginSeconds": 600, "MarginSeconds": 300},
                                 "routes": [{"src_bucket": "photos", "des_bucket": "backup"}]}
                                """))
                .containsExactly(
                        "new_bucket \"uploads\": accepted is a bucket that a route has as"
                                + " src_bucket, or any with settings.Des_bucket_default",
                        "event_buckets[1] \"films\": accepted is a bucket that a route has as"
                                + " src_bucket, or any with settings.Des_bucket_default",
                        "kms_keys.destination \"arn:aws:kms:eu-west-1:111122223333:key/1\":"
                                + " accepted is nothing with JobType PUT: that side's credentials need"
                                + " the key, not the own role",
                        "worker.timeout_seconds \"900\": accepted is more than"
                                + " settings.MarginSeconds and CompleteMarginSeconds together (900)");
        assertThat(
                        faults(
                                """
                                {"region": "eu-west-1", "alarm_email": "ops@example.com", "new_bucket": "uploads",
                                 "settings": {"JobType": "GET", "Des_bucket_default": "uploads"}, "routes": []}
                                """))
                .containsExactly(
                        "new_bucket \"uploads\": accepted is nothing with JobType GET: there the"
                                + " source is not the own account's",
                        "new_bucket \"uploads\": accepted is a bucket other than"
                                + " settings.Des_bucket_default: its copies would be events again");
    }

    /// Two constructs of one id: CDK would end with a trace of its own.
    @Test
    void aBucketThatTellsIsThereAndNamedOnce() throws IOException {
        assertThat(
                        faults(
                                """
                                {"region": "eu-west-1", "alarm_email": "ops@example.com", "new_bucket": "uploads",
                                 "event_buckets": ["photos", "uploads", "photos"], "set_notifications": true,
                                 "settings": {"Des_bucket_default": "backup"}}
                                """))
                .containsExactly(
                        "event_buckets[1] \"uploads\": accepted is a bucket that is there: new_bucket"
                                + " is made, and tells the queue by itself",
                        "event_buckets[2] \"photos\": accepted is each bucket once");
    }

    /// SSM's rules, of which CDK would tell by a trace, and a deploy by a rollback.
    @ParameterizedTest
    @ValueSource(strings = {"team/routes", "/team//routes", "/team/", "aws-routes", "/SSM/routes"})
    void parametersHaveNamesThatCanBeMade(String name) throws IOException {
        assertThat(
                        faults(
                                """
                                {"region": "eu-west-1", "alarm_email": "ops@example.com",
                                 "settings": {"ssm_parameter_bucket": "%s", "ssm_parameter_ignore_list": "/team/ours"},
                                 "routes": [{"src_bucket": "photos", "des_bucket": "backup"}]}
                                """
                                        .formatted(name)))
                .containsExactly(
                        "settings.ssm_parameter_bucket \"%s\": accepted is the name of a parameter, with a first / if it has any, and not aws… or ssm…"
                                .formatted(name));
    }

    @Test
    void routesAreCheckedAgainstEachOther() throws IOException {
        assertThat(
                        faults(
                                """
                                {"region": "eu-west-1", "alarm_email": "ops@example.com",
                                 "routes": [{"name": "there", "src_bucket": "a", "des_bucket": "b"}, {"name": "back", "src_bucket": "b", "des_bucket": "a"}]}
                                """))
                .singleElement()
                .asString()
                .startsWith(
                        "routes: copies would be copied again for ever: there (s3://a/ to s3://b/),"
                                + " then back");
    }

    @Test
    void whatIsNotJsonIsToldWithItsPlace() throws IOException {
        assertThat(faults("{\"region\": eu}"))
                .singleElement()
                .asString()
                .startsWith("not JSON (broken at line 1, column 12): Unrecognized token 'eu'");
        assertThat(faults(directory.resolve("none.json")))
                .containsExactly("cannot be read; copy one of infra-cdk/examples and edit it");
    }

    @Test
    void commentsDoNotReachTheParameter() throws IOException {
        var migration =
                read(
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com",
                         "routes": [{"//": "why", "src_bucket": "photos", "des_bucket": "backup"}]}
                        """);
        assertThat(migration.routes().json())
                .isEqualTo("[{\"src_bucket\":\"photos\",\"des_bucket\":\"backup\"}]");
    }

    @Test
    void eachSideOfARouteIsTheOwnRolesOrHasItsCredentials() throws IOException {
        var migration =
                read(
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com", "event_buckets": ["photos"],
                         "settings": {"JobType": "BOTH", "Des_bucket_default": "other", "Des_prefix_default": "d/"},
                         "routes": [
                           {"src_bucket": "photos", "src_prefix": "a/", "des_bucket": "backup", "des_prefix": "p",
                            "delete": true},
                           {"src_bucket": "photos", "src_prefix": "b/", "des_bucket": "there", "des_credentials": "there"}]}
                        """);
        assertThat(migration.ownRole())
                .isEqualTo(
                        new OwnRole(
                                List.of(
                                        new BucketPrefix("photos", "a/"),
                                        new BucketPrefix("photos", "b/"),
                                        new BucketPrefix("photos", "")),
                                List.of(
                                        new BucketPrefix("backup", "p/a/"),
                                        new BucketPrefix("other", "d/")),
                                List.of(new BucketPrefix("backup", "p/a/")),
                                List.of("there"),
                                migration.routes().all(),
                                migration.routes().all().subList(0, 1)));
    }

    @Test
    void settingsGoToTheProgramsThatReadThem() throws IOException {
        var migration =
                read(
                        """
                        {"region": "eu-west-1", "alarm_email": "ops@example.com", "settings": {"SmallMiB": 8, "MaxThread": "30"},
                         "routes": [{"src_bucket": "photos", "des_bucket": "backup"}]}
                        """);
        var settings = migration.settings();
        assertThat(settings.of(s3migrate.route.WorkerSettings.names()))
                .isEqualTo(Map.of("SmallMiB", "8", "MaxThread", "30"));
        assertThat(settings.of(s3migrate.route.JobsenderSettings.names()))
                .isEqualTo(Map.of("SmallMiB", "8"));
    }

    private Migration read(String json) throws IOException {
        return Migration.read(Files.writeString(directory.resolve("migration.json"), json));
    }

    private List<String> faults(String json) throws IOException {
        return faults(Files.writeString(directory.resolve("migration.json"), json));
    }

    private static List<String> faults(Path file) {
        return catchThrowableOfType(SettingsException.class, () -> Migration.read(file)).faults();
    }
}
