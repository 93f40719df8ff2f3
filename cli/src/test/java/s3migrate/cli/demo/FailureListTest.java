package s3migrate.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.cli.demo.FailureList.Failure;

class FailureListTest {

    private static final Optional<PlannedFailures> PLANNED = Optional.of(PlannedFailures.GENERATED);

    private static final Failure MALFORMED = new Failure("malformed", "Src_key is missing");
    private static final Failure DENIED =
            new Failure("AccessDenied", "get s3://demo-source/private/denied.txt: HTTP 403");

    @Test
    void exactlyWhatWasPlannedIsAsPlanned() {
        assertThat(new FailureList(List.of(DENIED, MALFORMED)).isAsPlanned(PLANNED)).isTrue();
        assertThat(new FailureList(List.of()).isAsPlanned(Optional.empty())).isTrue();
    }

    @Test
    void lessIsNot() {
        assertThat(new FailureList(List.of(DENIED)).isAsPlanned(PLANNED)).isFalse();
        assertThat(new FailureList(List.of()).isAsPlanned(PLANNED)).isFalse();
    }

    @Test
    void moreIsNot() {
        assertThat(new FailureList(List.of(DENIED, MALFORMED, MALFORMED)).isAsPlanned(PLANNED))
                .isFalse();
        assertThat(new FailureList(List.of(MALFORMED)).isAsPlanned(Optional.empty())).isFalse();
    }

    @Test
    void otherReasonsAreNot() {
        var otherObject = new Failure("AccessDenied", "get s3://demo-source/photos/1: HTTP 403");
        var otherCause = new Failure("NoSuchBucket", DENIED.reason());

        assertThat(new FailureList(List.of(otherObject, MALFORMED)).isAsPlanned(PLANNED)).isFalse();
        assertThat(new FailureList(List.of(otherCause, MALFORMED)).isAsPlanned(PLANNED)).isFalse();
    }
}
