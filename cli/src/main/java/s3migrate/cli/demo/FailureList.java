package s3migrate.cli.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import s3migrate.job.DeadLetter;
import s3migrate.sandbox.sqs.ReceivedMessage;

/// What was given up, with its reasons: the dead letters of every queue. A message that comes
/// again, after a kill or an interruption, fails again: that is the same failure, told apart by
/// nothing but the number of the request.
record FailureList(List<Failure> failures) {

    private static final Pattern REQUEST = Pattern.compile(", request [^),]*");

    /// One of them. `cause` is a word, `reason` a text a person can act on.
    record Failure(String cause, String reason) {}

    static FailureList of(SandboxAws aws) throws InterruptedException {
        var letters = new ArrayList<Failure>();
        for (var queue : aws.queues().all()) {
            for (var letter : aws.sqs().queues().inspect(queue.deadLetters().url())) {
                letters.add(failure(letter));
            }
        }
        return of(letters);
    }

    static FailureList of(List<Failure> letters) {
        var distinct = new LinkedHashMap<String, Failure>();
        for (var letter : letters) {
            distinct.putIfAbsent(REQUEST.matcher(letter.reason()).replaceAll(""), letter);
        }
        return new FailureList(List.copyOf(distinct.values()));
    }

    private static Failure failure(ReceivedMessage letter) {
        return new Failure(
                attribute(letter, "cause").orElse("unknown"),
                attribute(letter, "reason")
                        .orElseGet(() -> "received too often: " + letter.body()));
    }

    private static Optional<String> attribute(ReceivedMessage letter, String name) {
        return Optional.ofNullable(letter.messageAttributes().get(name))
                .map(ReceivedMessage.MessageAttribute::value);
    }

    /// Whether exactly that failed which was to fail, for the right reasons.
    boolean isAsPlanned(Optional<PlannedFailures> planned) {
        return planned.map(failing ->
                        failures.size() == 2
                                && has("AccessDenied", denied(failing))
                                && has(DeadLetter.MALFORMED, "Src_key"))
                .orElse(failures.isEmpty());
    }

    private static String denied(PlannedFailures planned) {
        return "s3://" + SandboxAws.SOURCE_BUCKET + "/" + planned.deniedKey();
    }

    private boolean has(String cause, String part) {
        return failures.stream()
                .anyMatch(failure ->
                        failure.cause().equals(cause) && failure.reason().contains(part));
    }
}
