package s3migrate.infra.migration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import s3migrate.route.BrokenJson;
import s3migrate.route.Faults;
import s3migrate.route.SettingsException;

/// Reads `migration.json` and finds every fault in one go; `migration.schema.json` tells editors
/// the same.
final class MigrationReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d");
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ARCHITECTURE = Pattern.compile("arm64|x86_64");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final String ACCEPTED_BUCKET = "the name of a bucket";
    private static final Pattern SENDER =
            Pattern.compile("arn:[a-z0-9-]+:(sns|events):[a-z0-9-]+:\\d{12}:[^*?]+");
    private static final String ACCEPTED_SENDER =
            "the ARN of an SNS topic or of an EventBridge rule";
    private static final Pattern ROLE = Pattern.compile("arn:[a-z0-9-]+:iam::\\d{12}:role/[^*?]+");

    private static final Pattern DASHBOARD = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /// What CloudWatch Logs has.
    private static final List<Integer> LOG_RETENTION_DAYS =
            List.of(1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_827, 3_653);

    private final Fields json;

    private MigrationReader(Fields json) {
        this.json = json;
    }

    static Migration read(Path file) {
        var faults = Faults.withValues();
        var migration = new MigrationReader(Fields.of(parse(file), faults)).read();
        MigrationChecks.of(migration, faults);
        if (!faults.none()) {
            throw new SettingsException(file.toString(), faults.lines());
        }
        return migration;
    }

    private static JsonNode parse(Path file) {
        try {
            return JSON.readTree(Files.readString(file));
        } catch (JsonProcessingException wrong) {
            throw refused(
                    file,
                    "not JSON (%s): %s"
                            .formatted(BrokenJson.place(wrong), wrong.getOriginalMessage()),
                    wrong);
        } catch (IOException missing) {
            throw refused(
                    file, "cannot be read; copy one of infra-cdk/examples and edit it", missing);
        }
    }

    private static SettingsException refused(Path file, String fault, IOException cause) {
        return new SettingsException(file.toString(), fault, cause);
    }

    private Migration read() {
        json.value("$schema");
        var settings = ProgramSettings.read(json.object("settings"));
        var migration =
                new Migration(
                        json.needed("region", REGION, "an AWS region such as eu-west-1"),
                        json.optional("account", ACCOUNT, "12 digits"),
                        json.optional("architecture", ARCHITECTURE, "arm64, x86_64"),
                        json.needed("alarm_email", EMAIL, "an e-mail address"),
                        json.number("alarm_usd_per_day", 10, 1, 1_000_000),
                        RouteList.read(json, settings.worker().defaultDestination()),
                        settings,
                        json.optional("new_bucket", BUCKET, ACCEPTED_BUCKET),
                        json.texts("event_buckets", BUCKET, ACCEPTED_BUCKET),
                        json.flag("set_notifications", false),
                        json.texts("event_senders", SENDER, ACCEPTED_SENDER),
                        json.texts("assume_roles", ROLE, "arn:…:iam::<12 digits>:role/<name>"),
                        nested("kms_keys", KmsKeys::read),
                        nested("worker", FunctionSize::ofWorker),
                        nested("jobsender", FunctionSize::ofJobsender),
                        json.number("compare_every_minutes", 60, 5, 10_080),
                        json.oneOf("log_retention_days", 30, LOG_RETENTION_DAYS),
                        json.flagOrName("dashboard", Migration.DASHBOARD, DASHBOARD));
        json.refuseUnknown();
        return migration;
    }

    private <T> T nested(String name, Function<Fields, T> read) {
        var object = json.object(name);
        var value = read.apply(object);
        object.refuseUnknown();
        return value;
    }
}
