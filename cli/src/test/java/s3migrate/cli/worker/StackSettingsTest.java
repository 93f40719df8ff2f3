package s3migrate.cli.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;
import s3migrate.route.JobType;
import s3migrate.route.Parameters;
import s3migrate.route.WorkerSettings;

class StackSettingsTest {

    private static final String STACK =
            ContractsPage.read().examples().stream()
                    .filter(example -> example.kind().equals("stack"))
                    .findFirst()
                    .orElseThrow()
                    .text();

    private static final Parameters DEPLOYED = _ -> STACK;
    private static final Parameters UNREACHABLE =
            name -> {
                throw new AssertionError(name);
            };

    @Test
    void withoutQueuesTheSettingsAreThoseOfTheDeployedStack() {
        var settings = WorkerSettings.from(StackSettings.of(Map.of(), DEPLOYED));

        assertThat(settings.large().url()).endsWith("/s3-migrate-large");
        assertThat(settings.batches().deadLetterUrl()).endsWith("/s3-migrate-batches-dead");
        assertThat(settings.deployment().ledgerTable()).isEqualTo("s3-migrate-ledger");
        assertThat(settings.deployment().reportsBucket())
                .contains("s3-migrate-reports-123456789012");
        assertThat(settings.deployment().parameters().routes())
                .isEqualTo("s3_migration_bucket_para");
    }

    /// Else it would look for the other side's credentials, and its refusals pause the route for
    /// all.
    @Test
    void theOwnSideIsTheDeployedOne() {
        Parameters fromAnother = _ -> STACK.replace("\"PUT\"", "\"GET\"");

        assertThat(WorkerSettings.from(StackSettings.of(Map.of(), fromAnother)).jobType())
                .isEqualTo(JobType.GET);
    }

    @Test
    void anEmptyVariableIsNone() {
        var environment = Map.of("EventsQueueUrl", "", "LedgerTable", "");

        assertThat(StackSettings.of(environment, DEPLOYED))
                .isEqualTo(StackSettings.of(Map.of(), DEPLOYED));
    }

    @Test
    void theEnvironmentGoesBeforeTheStack() {
        var environment = Map.of("LedgerTable", "mine", "JobType", "GET");

        assertThat(StackSettings.of(environment, DEPLOYED))
                .containsAllEntriesOf(environment)
                .containsKey("EventsQueueUrl");
    }

    @Test
    void whoNamesTheQueuesIsAskedForNoStack() {
        var environment = Map.of("EventsQueueUrl", "https://sqs/1/events");

        assertThat(StackSettings.of(environment, UNREACHABLE)).isEqualTo(environment);
    }
}
