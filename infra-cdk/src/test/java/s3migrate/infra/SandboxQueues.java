package s3migrate.infra;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import s3migrate.infra.Synthesis.Resource;
import s3migrate.sandbox.sqs.Queue;
import s3migrate.sandbox.sqs.QueueDefinition;
import s3migrate.sandbox.sqs.SqsServer;

/// The queues of a template, made in the sandbox's SQS.
final class SandboxQueues {

    private final SqsServer sqs;
    private final Map<String, Queue> byId = new TreeMap<>();

    /// Dead-letter queues first: the others name them.
    SandboxQueues(Synthesis synthesis, SqsServer sqs) throws InterruptedException {
        this.sqs = sqs;
        for (var queue : synthesis.resources("AWS::SQS::Queue")) {
            if (!queue.properties().has("RedrivePolicy")) {
                byId.put(queue.id(), sqs.queues().create(definition(queue)));
            }
        }
        for (var queue : synthesis.resources("AWS::SQS::Queue")) {
            var redrive = queue.properties().path("RedrivePolicy");
            if (redrive.isObject()) {
                var deadLetters = at(redrive.path("deadLetterTargetArn"));
                int receives = redrive.path("maxReceiveCount").asInt();
                byId.put(
                        queue.id(),
                        sqs.queues()
                                .create(definition(queue).withDeadLetters(deadLetters, receives)));
            }
        }
    }

    private static QueueDefinition definition(Resource queue) {
        return QueueDefinition.of(
                queue.properties().path("QueueName").asText(),
                Duration.ofSeconds(queue.properties().path("VisibilityTimeout").asInt(30)));
    }

    /// By its id in the template.
    Map<String, Queue> byId() {
        return byId;
    }

    Queue named(String name) {
        return byId.values().stream()
                .filter(queue -> queue.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// The queue of an ARN in the template.
    Queue at(JsonNode arn) {
        String id = Intrinsics.text(arn).replaceAll("^\\$\\{|\\.Arn}$", "");
        return Objects.requireNonNull(byId.get(id), id);
    }

    void send(Queue queue, String body) throws InterruptedException {
        sqs.queues().send(queue.url(), body);
    }

    /// The names of those that are not empty.
    List<String> inUse() throws InterruptedException {
        var names = new ArrayList<String>();
        for (var queue : byId.values()) {
            if (sqs.queues().counts(queue.url()).total() > 0) {
                names.add(queue.name());
            }
        }
        return names;
    }
}
