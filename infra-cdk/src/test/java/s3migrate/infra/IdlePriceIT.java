package s3migrate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import s3migrate.price.Priced;
import s3migrate.price.Prices;

/// What a deployed system costs that has nothing to do, in USD a month: computed from the template,
/// and as `docs/deploy.md` says it.
@NeedsNode
class IdlePriceIT {

    private static final double HOURS = 720;

    // What every account has free, month after month.
    private static final double FREE_ALARMED_METRICS = 10;
    private static final double FREE_SQS_REQUESTS = 1_000_000;

    /// Lambda looks at an empty queue with five pollers, each waiting 20 s; with fewer only where
    /// there is no maximum concurrency (Lambda developer guide, scaling of SQS sources).
    private static final double LOOKS_AN_HOUR = 5 * 3_600 / 20.0;

    /// Proved by JobsenderTest: that something was started.
    private static final int IDLE_METRICS = 1;

    private static final double SECONDS_OF_AN_HOUR = 3;
    private static final double WRITES_OF_A_RUN = 6;
    private static final double LOG_BYTES_OF_A_RUN = 4_000;

    /// One row of the table.
    private record Line(String what, double usd, double inFreeTier) {

        String row() {
            return "| %s | %.2f | %.2f |".formatted(what, usd, inFreeTier);
        }
    }

    private final Prices prices = Prices.read();
    private final Synthesis synthesis = Synthesis.of("existing-buckets-to-another-account");

    @Test
    void thePageHasThePriceOfTheTemplate() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "deploy.md")).lines().toList();
        var dashboards =
                synthesis.resources("AWS::CloudWatch::Dashboard").size()
                        * usd(Priced.DASHBOARD_MONTH);
        var lines = lines();
        double usd = lines.stream().mapToDouble(Line::usd).sum();
        double free = lines.stream().mapToDouble(Line::inFreeTier).sum();
        var rows = new ArrayList<>(lines.stream().map(Line::row).toList());
        rows.add(
                "| **Sum, with one of the three dashboards an account has free** | **%.2f** | **%.2f** |"
                        .formatted(usd, free));
        rows.add(
                "| **Sum, with a fourth dashboard of the account: 3.00 more** | **%.2f** | |"
                        .formatted(usd + dashboards));
        assertThat(page).containsSequence(rows);
        assertThat(String.join("\n", page))
                .contains("list prices of us-east-1 as of " + prices.asOf())
                .contains("alone are %.2f.".formatted(dashboards + polls().usd()));
        assertThat(Path.of("..", "README.md"))
                .content()
                .contains("| %.2f | %.2f | %.2f |".formatted(free, usd, usd + dashboards));
        assertThat(usd).as("a month").isLessThan(4);
        assertThat(free).as("in the free tier").isLessThan(1);
    }

    private double usd(Priced priced) {
        return prices.of(priced);
    }

    private List<Line> lines() {
        return List.of(
                polls(),
                alarms(),
                new Line(
                        "The metric an idle system has",
                        IDLE_METRICS * usd(Priced.METRIC_MONTH),
                        0),
                jobsender(),
                requests());
    }

    private Line alarms() {
        int metrics = 0;
        for (var alarm : synthesis.resources("AWS::CloudWatch::Alarm")) {
            var several = alarm.properties().path("Metrics");
            metrics += several.isMissingNode() ? 1 : several.size() - 1;
        }
        return new Line(
                "Alarms, which look at %d metrics".formatted(metrics),
                metrics * usd(Priced.ALARMED_METRIC_MONTH),
                Math.max(0, metrics - FREE_ALARMED_METRICS) * usd(Priced.ALARMED_METRIC_MONTH));
    }

    private Line polls() {
        int queues = synthesis.resources("AWS::Lambda::EventSourceMapping").size();
        double requests = queues * LOOKS_AN_HOUR * HOURS;
        return new Line(
                "Lambda looking at %d empty queues: %.1f million requests to SQS"
                        .formatted(queues, requests / 1_000_000),
                requests * usd(Priced.SQS_REQUEST),
                (requests - FREE_SQS_REQUESTS) * usd(Priced.SQS_REQUEST));
    }

    private Line jobsender() {
        double gib =
                synthesis.function("s3-migrate-jobsender").path("MemorySize").asInt() / 1_024.0;
        return new Line(
                "Jobsender, %.0f s an hour".formatted(SECONDS_OF_AN_HOUR),
                HOURS * SECONDS_OF_AN_HOUR * gib * usd(Priced.LAMBDA_GIB_SECOND_ARM64),
                0);
    }

    /// Of comparisons of up to 1,000 objects a side.
    private Line requests() {
        double runs = HOURS * synthesis.migration().routes().all().size();
        double usd =
                runs
                        * (3 * usd(Priced.S3_WRITE)
                                + WRITES_OF_A_RUN * usd(Priced.LEDGER_WRITE)
                                + usd(Priced.KMS_REQUEST)
                                + LOG_BYTES_OF_A_RUN / 1e9 * usd(Priced.LOG_GB));
        return new Line(
                "Its requests to S3, DynamoDB and KMS, and its log, for two small routes",
                usd,
                usd);
    }
}
