package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.S3Server;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.store.ObjectProperties;

class StagedKillTest {

    private final List<String> done = new ArrayList<>();
    private int workers = 1;

    @TempDir Path directory;
    private S3Server destination;
    private Arrivals arrivals;

    @BeforeEach
    void startStore() throws IOException {
        destination = S3Server.start(S3Settings.in(directory));
        destination.createBucket(SandboxAws.DESTINATION_BUCKET);
        arrivals = new Arrivals(destination, List.of(object("a", 10), object("b", 20)));
    }

    @AfterEach
    void stopStore() {
        destination.close();
    }

    @Test
    void killsOnceInTheMiddleOfAll() throws IOException {
        var kill = staged(new KillPlan(Optional.empty(), 15, 40, 0));

        look(kill);
        arrive("a", 10);
        look(kill);
        arrive("b", 20);
        look(kill);
        look(kill);

        assertThat(done).containsExactly("limit 40", "kill", "limit 0");
    }

    @Test
    void triesAgainWhileNoWorkerIsBusy() throws IOException {
        var kill = staged(new KillPlan(Optional.empty(), 5, 0, 0));
        workers = 0;
        arrive("a", 10);

        look(kill);
        workers = 1;
        look(kill);
        look(kill);

        assertThat(done).containsExactly("limit 0", "kill", "kill", "limit 0");
    }

    @Test
    void isOverWhereItsObjectArrivedAtOnce() throws IOException {
        var kill = staged(new KillPlan(Optional.of("b"), 5, 40, 7));
        arrive("b", 20);

        look(kill);
        look(kill);

        assertThat(done).containsExactly("limit 7");
    }

    @Test
    void whatArrivesIsCountedOnce() throws IOException {
        arrive("a", 10);
        arrivals.look();
        arrivals.look();

        assertThat(arrivals.now()).isEqualTo(new Rate.Amount(1, 10));
        assertThat(arrivals.complete()).isFalse();

        arrive("b", 20);
        arrivals.look();

        assertThat(arrivals.now()).isEqualTo(new Rate.Amount(2, 30));
        assertThat(arrivals.complete()).isTrue();
    }

    private StagedKill staged(KillPlan plan) {
        return new StagedKill(
                plan,
                limit -> done.add("limit " + limit),
                () -> {
                    done.add("kill");
                    return workers;
                });
    }

    private void look(StagedKill kill) {
        arrivals.look();
        kill.look(arrivals);
    }

    private void arrive(String key, int size) throws IOException {
        destination.put(
                SandboxAws.DESTINATION_BUCKET, SandboxAws.DESTINATION_PREFIX + key, new byte[size]);
    }

    private static DemoObject object(String key, long size) {
        return new DemoObject(key, size, ObjectProperties.NONE, InputStream::nullInputStream);
    }
}
