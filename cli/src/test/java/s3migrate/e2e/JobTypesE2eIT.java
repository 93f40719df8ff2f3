package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `mvn -pl cli -am verify -Dit.test=JobTypesE2eIT`: each side is read and written with the
/// credentials that are its own. No server takes another account's key.
@ExtendWith(SharedDeployment.class)
class JobTypesE2eIT {

    private static final int LARGE = (int) Fleet.PART_BYTES + 1;

    private final Deployment aws;

    JobTypesE2eIT(Deployment aws) {
        this.aws = aws;
    }

    /// | route | JobType | source | destination |
    /// |---|---|---|---|
    /// | photos | PUT | own role | the deployment's parameter |
    /// | fetched | GET | the deployment's parameter | own role |
    /// | inside | BOTH | own role | own role |
    /// | to-third | PUT | own role | the route's parameter |
    /// | between-others | BOTH | the route's parameter | the route's other parameter |
    @ParameterizedTest
    @CsvSource({"photos", "fetched", "inside", "to-third", "between-others"})
    void everyCombinationOfCredentialsCopiesSmallAndLargeObjects(String route) throws Exception {
        var lane = aws.lane(route);

        lane.write("job-types/small", Lane.bytes(1_000, 1));
        lane.write("job-types/large", Lane.bytes(LARGE, 2));

        lane.awaitCopy("job-types/small");
        lane.awaitCopy("job-types/large");
        lane.assertFaithful("job-types/large");
        assertThat(lane.to().s3().openUploads(lane.destination())).isEmpty();
    }
}
