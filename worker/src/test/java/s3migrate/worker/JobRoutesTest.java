package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import s3migrate.job.Job;
import s3migrate.job.JobHistory;
import s3migrate.job.Routing;
import s3migrate.object.ObjectLocation;
import s3migrate.route.IgnoreList;
import s3migrate.route.RoutesReader;
import s3migrate.time.ManualTime;

class JobRoutesTest {

    private final ManualTime time = new ManualTime();
    private final AtomicInteger reads = new AtomicInteger();
    private String options = "";
    private final JobRoutes routes =
            new JobRoutes(new Refreshed<>(this::read, Duration.ofMinutes(5), time));

    @Test
    void aJobHasItsRoutesOptionsOnlyForACopyThatTheRouteMakes() {
        options = ", \"des_prefix\": \"copies\", \"delete\": true";

        assertThat(routes.misfit(job("r", "a", "copies/a"))).isEmpty();
        assertThat(routes.mayDelete(job("r", "a", "copies/a"))).isTrue();
        assertThat(routes.misfit(job("r", "a", "a")))
                .contains(
                        "copy s3://photos/a to s3://backup/a: its message names route r, which copies s3://photos/ to s3://backup/copies/ and would not put it there; the next comparison finds what the route lacks, and s3migrate dismiss ends this failure");
        assertThat(routes.mayDelete(job("r", "a", "a"))).isFalse();
    }

    @Test
    void nothingIsDeletedThatTheRouteLeavesOut() {
        options = ", \"exclude\": \"*.tmp\", \"delete\": true";

        assertThat(routes.mayDelete(job("r", "a", "a"))).isTrue();
        assertThat(routes.mayDelete(job("r", "a.tmp", "a.tmp"))).isFalse();
        assertThat(routes.mayDelete(job("r", "ignored", "ignored"))).isFalse();
    }

    @Test
    void routesAreReadAgainForAJobOfARouteThatWasChangedSince() {
        assertThat(routes.misfit(job("r", "a", "a"))).isEmpty();
        options = ", \"des_prefix\": \"copies\", \"storage_class\": \"GLACIER\"";
        time.pass(JobRoutes.OLD);

        assertThat(routes.misfit(job("r", "a", "copies/a"))).isEmpty();
        assertThat(routes.of(job("r", "a", "copies/a")).options().storageClass()).isPresent();
        assertThat(routes.misfit(job("r", "a", "a"))).isPresent();
    }

    @Test
    void routesAreReadAgainForAJobOfARouteThatIsNewSince() {
        assertThat(routes.of(job("new", "a", "b/a")).name()).isNotEqualTo("new");
        options =
                "}, {\"src_bucket\": \"photos\", \"des_bucket\": \"backup\", \"des_prefix\": \"b\", \"name\": \"new\"";
        time.pass(JobRoutes.OLD);

        assertThat(routes.of(job("new", "a", "b/a")).name()).isEqualTo("new");
    }

    @Test
    void whatIsKnownOrOrderedByNameOrForgedReadsThemNoMoreOften() {
        for (int i = 0; i < 100; i++) {
            routes.misfit(job("r", "a", "a"));
            routes.misfit(job("r", "a", "forged"));
        }
        assertThat(reads).hasValue(1);
        var order = job(routes.of(job("", "a", "elsewhere")).name(), "a", "elsewhere");
        time.pass(JobRoutes.OLD);
        routes.misfit(order);
        assertThat(reads).hasValue(1);
    }

    private Routing read() {
        reads.incrementAndGet();
        var json =
                """
                [{"name": "r", "src_bucket": "photos", "des_bucket": "backup"%s}]\
                """
                        .formatted(options);
        return new Routing(
                new RoutesReader(_ -> "").read(json, Optional.empty()),
                IgnoreList.parse("photos/ignored"));
    }

    private Job job(String route, String from, String to) {
        return new Job(
                route,
                new ObjectLocation("photos", from),
                Optional.empty(),
                new ObjectLocation("backup", to),
                OptionalLong.empty(),
                Optional.empty(),
                JobHistory.startingAt(time.instant()));
    }
}
