package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.route.BucketPrefix;
import s3migrate.sandbox.s3.S3Settings;
import s3migrate.sandbox.s3.fault.Calls;
import s3migrate.sandbox.s3.fault.Fault;
import s3migrate.store.s3.SandboxS3;

/// What a doctor takes an unknown store for.
class StoreCheckSandboxIT {

    @TempDir private Path directory;

    @Test
    void findsWhatAStoreLikeS3CanDo() throws Exception {
        try (var ward = ward(UnaryOperator.identity())) {
            ward.put("photos/a", 6 << 20);

            assertThat(profile(ward))
                    .isEqualTo("conditional_writes checksums aws_chunked part_copies");
        }
    }

    @Test
    void anOldStoreHasNoChecksums() throws Exception {
        try (var ward = ward(S3Settings::withoutChecksums)) {
            assertThat(profile(ward)).isEqualTo("conditional_writes aws_chunked");
        }
    }

    /// The parts are judged, the condition is not looked at.
    @Test
    void aStoreThatIgnoresConditionsHasNone() throws Exception {
        try (var ward = ward(UnaryOperator.identity())) {
            ward.server
                    .faults()
                    .plan(
                            Calls.of("CompleteMultipartUpload")
                                    .from(1, new Fault.Refuse(400, "InvalidPart", "no such part")));

            assertThat(profile(ward)).isEqualTo("checksums aws_chunked");
        }
    }

    @Test
    void aKnownStoreIsNotAsked() throws Exception {
        try (var ward = ward(UnaryOperator.identity())) {
            ward.storeKnown = true;

            assertThat(ward.examine()).noneMatch(one -> one.subject().equals("destination store"));
            assertThat(ward.server.log().count("CompleteMultipartUpload")).isZero();
        }
    }

    private Ward ward(UnaryOperator<S3Settings> settings) throws IOException, InterruptedException {
        var tls = SandboxS3.start(directory);
        var ward = new Ward(tls.beside(directory.resolve("store"), settings));
        tls.close();
        ward.storeKnown = false;
        ward.source = new BucketPrefix(Ward.FROM, "");
        return ward;
    }

    /// As it is to be said, and nothing is left.
    private static String profile(Ward ward) {
        var seen = ward.examine();
        assertThat(ward.server.openUploads(Ward.TO)).isEmpty();
        assertThat(ward.server.keys(Ward.TO)).isEmpty();
        var remedy =
                seen.stream()
                        .filter(one -> one.subject().equals("destination store"))
                        .map(Observation::remedy)
                        .findFirst()
                        .orElseThrow();
        return remedy.split("\"", -1)[1];
    }
}
