package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import s3migrate.time.Sleeper;

/// `mvn -pl cli -am verify -Dit.test=DeletesE2eIT`: a route that deletes removes at its destination
/// what its source has not any more, and no more than it may.
@ExtendWith(SharedDeployment.class)
class DeletesE2eIT {

    private final Deployment aws;

    DeletesE2eIT(Deployment aws) {
        this.aws = aws;
    }

    @Test
    void whatIsDeletedAtTheSourceIsDeletedByItsEvent() throws Exception {
        var lane = aws.lane("deleted");
        lane.write("a//b", Lane.bytes(100, 1));
        lane.write("stays", Lane.bytes(100, 2));
        lane.awaitCopy("a//b");
        lane.awaitCopy("stays");

        lane.from().s3().delete("deleted", "a//b");

        Await.until(() -> lane.copy("a//b").isEmpty(), () -> "log " + aws.log());
        assertThat(lane.copy("stays")).isPresent();
    }

    @Test
    void aRouteThatDoesNotDeleteKeepsItsCopies() throws Exception {
        var lane = aws.lane("photos");
        lane.write("deletes/a", Lane.bytes(100, 1));
        lane.awaitCopy("deletes/a");

        lane.from().s3().delete("photos", "deletes/a");
        aws.awaitGone(lane, "deletes/a");

        assertThat(lane.copy("deletes/a")).isPresent();
    }

    @Test
    void whatOnlyTheDestinationHasIsDeletedByAComparisonUpToItsLimit() throws Exception {
        var lane = aws.lane("pruned");
        lane.write("same", Lane.bytes(100, 1));
        extra(lane, "same");
        extra(lane, "x/1");
        extra(lane, "x//2");
        extra(lane, "x/3");

        aws.compare(aws.put, "pruned");
        assertThat(aws.awaitLog("extras_kept", "\"route\":\"pruned\""))
                .contains("\"extras\":3", "\"max_delete\":2");
        assertThat(lane.to().s3().keys(lane.destination()))
                .containsExactly("same", "x//2", "x/1", "x/3");

        lane.write("x/3", Lane.bytes(100, 1));
        Await.until(
                () -> {
                    aws.compare(aws.put, "pruned");
                    Sleeper.system().sleep(Duration.ofSeconds(1));
                    return lane.to().s3().keys(lane.destination()).size() == 2;
                },
                () -> lane.to().s3().keys(lane.destination()) + ", log " + aws.log());

        assertThat(lane.to().s3().keys(lane.destination())).containsExactly("same", "x/3");
        Await.until(() -> lines().contains("\"outcome\":\"deleted\""), () -> lines() + aws.log());
    }

    private static void extra(Lane lane, String key) throws Exception {
        lane.to().s3().put(lane.destination(), key, Lane.bytes(100, 1));
    }

    private String lines() {
        var lines = new StringBuilder();
        for (String file : aws.reports("evidence/pruned/")) {
            lines.append(aws.report(file));
        }
        return lines.toString();
    }
}
