package s3migrate.route;

import java.util.regex.Pattern;

/// An SQS queue and the dead-letter queue that belongs to it.
public record QueueAddress(String url, String deadLetterUrl) {

    private static final Pattern URL = Pattern.compile("https?://[^\\s/]+/\\S*[^\\s/]");
    private static final String ACCEPTED = "the URL of an SQS queue";

    /// From `<name>QueueUrl` and `<name>DeadLetterQueueUrl`.
    static QueueAddress read(SettingsReader env, String name) {
        return new QueueAddress(url(env, name + "QueueUrl"), url(env, name + "DeadLetterQueueUrl"));
    }

    static String url(SettingsReader env, String setting) {
        return env.needed(setting, URL, ACCEPTED);
    }

    /// The queue's name: the last part of its URL, and of its ARN.
    public String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /// Whether the ARN of an event source is this queue's.
    public boolean isAt(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1).equals(name());
    }
}
