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
        if (end.account().isEmpty()) {
            return List.of(Observation.ok(subject(), end.identity()));
        }
        try {
            var identity = end.account().get().identity();
            return List.of(Observation.ok(subject(), identity.arn()));
        } catch (AccountException unknown) {
            return List.of(
                    Observation.warn(
                            subject(),
                            end.identity() + ", and STS does not say whose",
                            String.valueOf(unknown.getMessage()),
                            "see that the credentials are those of AWS, and not expired"));
        }
    }
}
