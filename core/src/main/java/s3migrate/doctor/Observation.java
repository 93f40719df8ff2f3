package s3migrate.doctor;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import s3migrate.route.Permission;

/// One thing that a check saw.
///
/// @param subject what was looked at, such as `destination lifecycle`
/// @param what was seen, on one line
/// @param why it matters; empty where it needs no word
/// @param remedy what to do about it; empty where there is nothing to do
/// @param missing what is to be allowed
public record Observation(
        Grade grade,
        String subject,
        String what,
        String why,
        String remedy,
        Optional<Permission> missing) {

    static Observation ok(String subject, String what) {
        return new Observation(Grade.OK, subject, what, "", "", Optional.empty());
    }

    static Observation note(String subject, String what, String why) {
        return new Observation(Grade.NOTE, subject, what, why, "", Optional.empty());
    }

    static Observation warn(String subject, String what, String why, String remedy) {
        return new Observation(Grade.WARN, subject, what, why, remedy, Optional.empty());
    }

    static Observation fault(String subject, String what, String why, String remedy) {
        return new Observation(Grade.FAULT, subject, what, why, remedy, Optional.empty());
    }

    /// The same with what is to be allowed.
    Observation with(Permission permission) {
        return new Observation(grade, subject, what, why, remedy, Optional.of(permission));
    }

    /// All of it on one line.
    public String text() {
        return Stream.of(subject + ": " + what, why, remedy)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
    }

    /// Whether it says more than that all is well.
    public boolean matters() {
        return grade.compareTo(Grade.WARN) >= 0;
    }
}
