package s3migrate.cli.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import s3migrate.object.ObjectLocation;

/// A million denied objects are one cause, with what a person can do about it.
class FailuresTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/0a1b";

    private final Failures failures = new Failures();

    @Test
    void objectsThatFailForOneCauseAreOneEntry() {
        for (int i = 0; i < 18_204; i++) {
            add("k" + i, "AccessDenied", denied("kms:Decrypt on resource: " + KEY, i));
        }
        add(
                "other",
                "AccessDenied",
                denied("s3:GetObject on resource: \"arn:aws:s3:::from/x\"", 1));
        add("cold", "archived", "storage class GLACIER");

        assertThat(failures.count()).isEqualTo(18_206);
        assertThat(failures.groups()).hasSize(3);
        assertThat(printed().lines())
                .containsSubsequence(
                        "  AccessDenied kms:Decrypt on key " + KEY + " × 18,204",
                        "    first  s3://from/k0: " + denied("kms:Decrypt on resource: " + KEY, 0),
                        "    last   s3://from/k18203",
                        "    to do  let the role or user do that in its own policy and in that of the key",
                        "  AccessDenied s3:GetObject × 1",
                        "  archived × 1");
    }

    @Test
    void causesWithoutNumberDoNotFillTheMemory() {
        for (int i = 0; i < 1_000; i++) {
            add("k" + i, "Code" + i, "reason");
        }

        assertThat(failures.groups()).hasSize(101);
        assertThat(failures.groups().getLast().count()).isEqualTo(900);
        assertThat(printed()).contains("… and 81 causes more");
    }

    private static String denied(String what, int request) {
        return "get s3://from/x: User: arn:aws:sts::111122223333:assumed-role/r/s is not authorized to perform: %s (AccessDenied, HTTP 403, request %d)"
                .formatted(what, request);
    }

    private void add(String key, String cause, String reason) {
        failures.add(new Failures.Failure(new ObjectLocation("from", key), cause, reason));
    }

    private String printed() {
        var text = new StringWriter();
        var out = new PrintWriter(text);
        FailureRows.print(failures, out);
        out.flush();
        return text.toString();
    }
}
