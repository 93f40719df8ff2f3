package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class SettingsTest {

    /// What is needed, and nothing else.
    static final Map<String, String> WORKER =
            Map.of(
                    "EventsQueueUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/events",
                    "EventsDeadLetterQueueUrl",
                            "https://sqs.eu-west-1.amazonaws.com/123456789012/events-dead",
                    "LargeQueueUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/large",
                    "LargeDeadLetterQueueUrl",
                            "https://sqs.eu-west-1.amazonaws.com/123456789012/large-dead",
                    "BatchesQueueUrl", "https://sqs.eu-west-1.amazonaws.com/123456789012/batches",
                    "BatchesDeadLetterQueueUrl",
                            "https://sqs.eu-west-1.amazonaws.com/123456789012/batches-dead",
                    "LedgerTable", "s3-migrate-ledger");

    static final Map<String, String> JOBSENDER =
            Map.of(
                    "RunsQueueUrl", "http://localhost:9324/000000000000/runs",
                    "RunsDeadLetterQueueUrl", "http://localhost:9324/000000000000/runs-dead",
                    "LargeQueueUrl", "http://localhost:9324/000000000000/large",
                    "BatchesQueueUrl", "http://localhost:9324/000000000000/batches",
                    "LedgerTable", "s3-migrate-ledger");

    /// One of these is another valid value of any setting.
    private static final List<String> OTHER_VALUES =
            List.of(
                    "true",
                    "7",
                    "512",
                    "GET",
                    "GLACIER",
                    "other-name",
                    "https://sqs.example.org/1/other");

    @Test
    void aWorkerNeedsItsQueuesAndTableOnly() {
        var settings = WorkerSettings.from(WORKER);
        assertThat(settings.large().name()).isEqualTo("large");
        assertThat(settings.jobType()).isEqualTo(JobType.PUT);
        assertThat(settings.copying().partBytes()).isEqualTo(64L << 20);
        assertThat(settings.times().completeMargin()).isEqualTo(Duration.ofMinutes(2));
        assertThat(settings.defaultDestination()).isEmpty();
    }

    @Test
    void namesEveryFaultAtOnce() {
        var env = new HashMap<>(WORKER);
        env.remove("LedgerTable");
        env.put("PartMiB", "4");
        env.put("JobType", "put");
        env.put("MaxBackoffSeconds", "5");
        env.put("Des_prefix_default", "from-jp");
        env.put("HugeMiB", "8");
        assertThatThrownBy(() -> WorkerSettings.from(env))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        """
                        worker settings: 6 faults
                          LedgerTable is missing: accepted is the name of a DynamoDB table
                          JobType "put": accepted is PUT, GET, BOTH
                          Des_prefix_default "from-jp": accepted is nothing without Des_bucket_default
                          PartMiB "4": accepted is a whole number from 5 to 5,120
                          HugeMiB "8": accepted is a whole number from 64 to 50,000,000
                          MaxBackoffSeconds 5: accepted is BackoffSeconds (10) or more\
                        """);
    }

    @Test
    void anEmptyValueIsNone() {
        var env = new HashMap<>(WORKER);
        env.put("PartMiB", "");
        env.put("Des_bucket_default", "");
        assertThat(WorkerSettings.from(env)).isEqualTo(WorkerSettings.from(WORKER));
    }

    @Test
    void theDefaultDestinationHasBucketAndPrefix() {
        var env = new HashMap<>(WORKER);
        env.put("Des_bucket_default", "backup");
        env.put("Des_prefix_default", "from-jp");
        assertThat(WorkerSettings.from(env).defaultDestination())
                .isEqualTo(Optional.of(new BucketPrefix("backup", "from-jp")));
    }

    @Test
    void aQueueIsKnownByItsArn() {
        var large = WorkerSettings.from(WORKER).large();
        assertThat(large.isAt("arn:aws:sqs:eu-west-1:123456789012:large")).isTrue();
        assertThat(large.isAt("arn:aws:sqs:eu-west-1:123456789012:not-large")).isFalse();
    }

    @Test
    void everySettingOfTheWorkerReachesItsRecord() {
        var env = new HashMap<>(WORKER);
        env.put("Des_bucket_default", "backup");
        everySettingChangesTheRecord(env, WorkerSettings::read);
    }

    @Test
    void everySettingOfTheJobsenderReachesItsRecord() {
        everySettingChangesTheRecord(JOBSENDER, JobsenderSettings::read);
    }

    private static void everySettingChangesTheRecord(
            Map<String, String> env, Function<SettingsReader, Record> read) {
        var before = reader(env);
        var record = read.apply(before);
        for (var known : before.asked()) {
            assertThat(OTHER_VALUES)
                    .as(known.name())
                    .anyMatch(value -> {
                        var changed = new HashMap<>(env);
                        changed.put(known.name(), value);
                        var reader = reader(changed);
                        return !read.apply(reader).equals(record) && reader.faults().none();
                    });
        }
    }

    /// As if everything were built.
    private static SettingsReader reader(Map<String, String> env) {
        return new SettingsReader(env, Set.of(), Faults.withValues());
    }
}
