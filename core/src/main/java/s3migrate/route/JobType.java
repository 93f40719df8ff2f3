package s3migrate.route;

import java.util.Optional;

/// Which side the program's own role reads or writes; the other side has the credentials of a
/// parameter.
public enum JobType {
    /// Own role reads the source.
    PUT,
    /// Own role writes the destination.
    GET,
    /// Own role on both sides.
    BOTH;

    /// The parameter with the source's credentials; empty for the own role. A route's own choice
    /// goes first.
    public Optional<String> sourceParameter(Route route, String parameter) {
        return route.options().sourceCredentials().or(() -> parameterIf(this == GET, parameter));
    }

    /// The parameter with the destination's credentials; empty for the own role. A route's own
    /// choice goes first.
    public Optional<String> destinationParameter(Route route, String parameter) {
        return route.options()
                .destinationCredentials()
                .or(() -> parameterIf(this == PUT, parameter));
    }

    private static Optional<String> parameterIf(boolean other, String parameter) {
        return other ? Optional.of(parameter) : Optional.empty();
    }
}
