package s3migrate.doctor;

import java.util.List;

/// Who we are at one end.
record IdentityCheck(End end) implements Check {

    @Override
    public String subject() {
        return end.name("identity");
    }

    @Override
    public List<Observation> look() {
        var known = end.identity().get();
        if (end.account().isEmpty()) {
            return List.of(Observation.ok(subject(), known));
        }
        try {
            var identity = end.account().get().identity();
            return List.of(Observation.ok(subject(), identity.arn()));
        } catch (AccountException unknown) {
            return List.of(
                    Observation.warn(
                            subject(),
                            known + ", and STS does not say whose",
                            String.valueOf(unknown.getMessage()),
                            "see that the credentials are those of AWS, and not expired"));
        }
    }
}
