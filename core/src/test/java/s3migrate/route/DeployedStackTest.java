package s3migrate.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import s3migrate.ContractsPage;

class DeployedStackTest {

    @Test
    void theContractsExampleIsRead() {
        var stack = DeployedStack.read(example());
        assertThat(stack.name()).isEqualTo("S3Migration");
        assertThat(stack.runs())
                .isEqualTo(
                        new QueueAddress(
                                "https://sqs.eu-west-1.amazonaws.com/123456789012/s3-migrate-runs",
                                "https://sqs.eu-west-1.amazonaws.com/123456789012/s3-migrate-runs-dead"));
        assertThat(stack.ledgerTable()).isEqualTo("s3-migrate-ledger");
        assertThat(stack.reportsBucket()).isEqualTo("s3-migrate-reports-123456789012");
        assertThat(stack.jobType()).isEqualTo(JobType.PUT);
        assertThat(stack.parameters())
                .isEqualTo(
                        new ParameterNames(
                                "s3_migration_credentials",
                                "s3_migration_bucket_para",
                                "s3_migrate_ignore_list"));
    }

    @Test
    void whatIsMissingOrOfAnotherVersionIsNamed() {
        String other = example().replace("\"v\": 1", "\"v\": 2").replace("ledger_table", "table");
        assertThatThrownBy(() -> DeployedStack.read(other))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "parameter s3_migrate_stack",
                        "v \"2\": accepted is 1",
                        "ledger_table is missing: accepted is a name");
    }

    private static String example() {
        return ContractsPage.read().examples().stream()
                .filter(example -> example.kind().equals("stack"))
                .findFirst()
                .orElseThrow()
                .text();
    }
}
