package s3migrate.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExaminationTest {

    private final List<Observation> seen = new ArrayList<>();

    @Test
    void aConnectionThatBreaksEndsOneCheckAndNoOther() {
        new Examination(seen::add).of(List.of(), List.of(new Breaks(), new Sees()));

        assertThat(seen)
                .extracting(Observation::grade, Observation::what)
                .containsExactly(
                        tuple(Grade.WARN, "could not be looked at (ConnectionBroken)"),
                        tuple(Grade.OK, "there"));
    }

    private record Breaks() implements Check {

        @Override
        public String subject() {
            return "first byte";
        }

        @Override
        public List<Observation> look() {
            throw new UncheckedIOException(new IOException("connection reset"));
        }
    }

    private record Sees() implements Check {

        @Override
        public String subject() {
            return "bucket";
        }

        @Override
        public List<Observation> look() {
            return List.of(Observation.ok(subject(), "there"));
        }
    }
}
