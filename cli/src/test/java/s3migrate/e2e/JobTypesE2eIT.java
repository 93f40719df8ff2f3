package s3migrate.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.sandbox.s3.store.GeneratedObject;

/// `mvn -pl cli -am verify -Dit.test=JobTypesE2eIT`: each side is read and written with the
/// credentials that are its own. No server takes another account's key.
@ExtendWith(SharedDeployment.class)
class JobTypesE2eIT {

    private static final int LARGE = (int) Fleet.PART_BYTES + 1;

    /// More than one CopyObject takes: 12 parts.
    private static final long HUGE = 6L << 30;

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
    ///
    /// With GET and BOTH the switches UpdateVersionId and GetObjectWithVersionId are on. The bucket
    /// of `fetched` keeps versions, those of BOTH keep none.
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

    @Test
    void whatOneRoleReachesOnBothSidesIsCopiedWithinS3() throws Exception {
        var lane = aws.lane("inside");
        lane.write("within/small", Lane.bytes(1_000, 3));
        lane.write("within/large", Lane.bytes(LARGE, 4));
        lane.from()
                .s3()
                .put(lane.source(), "within/huge", GeneratedObject.inParts(5, HUGE, 512L << 20));

        lane.awaitCopy("within/small");
        lane.awaitCopy("within/large");
        Await.until(() -> lane.copy("within/huge").isPresent(), () -> "within/huge is missing");

        lane.assertFaithful("within/small");
        lane.assertFaithful("within/large");
        assertThat(lane.copy("within/huge").orElseThrow().checksum())
                .isEqualTo(lane.original("within/huge").orElseThrow().checksum());
        var log = lane.from().s3().log();
        for (String key : List.of("within/small", "within/large", "within/huge")) {
            assertThat(log.reads(lane.source(), key)).as("reads of %s", key).isZero();
            assertThat(log.counts(lane.destination(), key))
                    .doesNotContainKeys("PutObject", "UploadPart");
        }
        assertThat(log.counts(lane.destination(), "within/huge"))
                .containsEntry("UploadPartCopy", 12L);
        Await.until(
                () -> aws.ledger(lane, "within/huge", "state").equals(Optional.of("DONE")),
                () -> "within/huge is not done");
        assertThat(aws.ledger(lane, "within/huge", "way")).hasValue("SERVER_SIDE");
    }
}
