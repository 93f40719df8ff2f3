package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;
import s3migrate.Damage;
import s3migrate.job.Batch;
import s3migrate.job.Message;
import s3migrate.job.Messages;
import s3migrate.job.ReceivedMessage;
import s3migrate.time.Deadline;

/// Messages that were damaged in `-Dcases` ways, always the same, and then worked on.
class HostileMessagesTest {

    private static final int COUNT = Integer.getInteger("cases", 2_000);

    @Test
    void eachEndsOrWaitsForAReasonAndNoneComesBackForEver() throws Exception {
        var good = good();
        for (long seed = 0; seed < COUNT; seed++) {
            var bench = new Bench();
            bench.write("a", 10);
            String text = Damage.of(good, new Random(seed));
            String name = "seed %d: %.2000s".formatted(seed, text);

            settle(bench, text, 1);
            assertThat(bench.log()).as(name).noneMatch(HostileMessagesTest::isFault);

            bench.time.pass(Duration.ofDays(5));
            assertThat(settle(bench, text, 1_000)).as(name).isTrue();
        }
    }

    private static boolean settle(Bench bench, String text, int receives) throws Exception {
        var worker = bench.worker(WorkerHandlerTest.settings());
        var message = new ReceivedMessage(Bench.QUEUE, "m", "r", text);
        var deadline = Deadline.in(Duration.ofMinutes(15), bench.time);
        return worker.settle(new Incoming(message, receives, Bench.START), deadline);
    }

    private static boolean isFault(String line) {
        return line.contains("\"event\":\"fault\"");
    }

    private static List<String> good() {
        var bench = new Bench();
        return Stream.concat(
                        ContractsPage.read().examples().stream()
                                .map(ContractsPage.Example::text)
                                .filter(text -> text.startsWith("{")),
                        Stream.of(
                                Bench.created(Map.of("a", 10, "b", 500)),
                                Messages.encode(new Message.SingleJob(bench.job("a", 10))),
                                Messages.encode(new Batch(List.of(bench.job("a", 10))))))
                .toList();
    }
}
