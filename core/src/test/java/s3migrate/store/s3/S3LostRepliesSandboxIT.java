package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.sandbox.s3.fault.FaultPlan;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;

/// Answers that do not arrive, arrive in part, or are errors in disguise.
final class S3LostRepliesSandboxIT {

    @TempDir private static Path directory;
    private static SandboxS3 sandbox;

    private SandboxCopy copy;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        sandbox = SandboxS3.start(directory);
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void begin() throws IOException {
        copy = new SandboxCopy(sandbox);
    }

    @AfterEach
    void end() {
        copy.close();
    }

    @Test
    void refusesItsOwnRepeatedPutSoThatTheCallerLooks() {
        copy.plan(FaultPlan.onNth("PutObject", 1, new Fault.LoseReply()));
        assertThat(copy.put(copy.streamed(), SandboxCopy.ABSENT))
                .isEqualTo(new WriteAnswer.Refused("PreconditionFailed"));
        copy.assertCopied();
    }

    @Test
    void completesOnceThoughTheReplyWasLost() {
        var upload = copy.create();
        var part = copy.uploadTo(upload, copy.streamed());
        copy.plan(FaultPlan.onNth("CompleteMultipartUpload", 1, new Fault.LoseReply()));
        assertThat(copy.complete(upload, part))
                .isInstanceOfAny(WriteAnswer.Written.class, WriteAnswer.NoSuchUpload.class);
        copy.assertCopied();
    }

    @Test
    void completesAgainAfterAnErrorInsideA200() {
        var upload = copy.create();
        var part = copy.uploadTo(upload, copy.streamed());
        copy.plan(
                FaultPlan.onNth(
                        "CompleteMultipartUpload",
                        1,
                        new Fault.ErrorInside200("InternalError", "again")));
        assertThat(copy.complete(upload, part)).isInstanceOf(WriteAnswer.Written.class);
        assertThat(copy.log().count("CompleteMultipartUpload")).isEqualTo(2);
        copy.assertCopied();
    }

    @Test
    void asksAgainForAPageOfAListingThatWasCut() {
        copy.plan(FaultPlan.onNth("ListObjectsV2", 1, new Fault.CutResponseAfter(200)));
        var request = ListingRequest.first(copy.from.bucket(), "", "");
        assertThat(copy.source.list(request).objects()).hasSize(1);
        assertThat(copy.log().count("ListObjectsV2")).isEqualTo(2);
    }

    @Test
    void takesAListingThatIsCutForAnErrorAndNotForItsEnd() {
        var cut = new Fault.CutResponseAfter(200);
        copy.plan(call ->
                call.operation().equals("ListObjectsV2") ? Optional.of(cut) : Optional.empty());
        var request = ListingRequest.first(copy.from.bucket(), "", "");
        assertThatThrownBy(() -> copy.source.list(request))
                .isInstanceOf(StoreException.Transient.class)
                .hasMessageStartingWith("list s3://" + copy.from.bucket() + "/: ");
    }

    @Test
    void asksASourceTwiceAndADestinationThreeTimes() {
        copy.plan(FaultPlan.onKey("HeadObject", "object", Fault.Refuse.internalError()));
        assertThatThrownBy(() -> copy.source.find(copy.from))
                .isInstanceOf(StoreException.Transient.class);
        assertThat(copy.log().count("HeadObject")).isEqualTo(2);
        assertThatThrownBy(() -> copy.destination.find(copy.to))
                .isInstanceOf(StoreException.Transient.class);
        assertThat(copy.log().count("HeadObject")).isEqualTo(5);
    }
}
