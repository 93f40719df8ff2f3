package s3migrate.route;

import java.util.List;

/// IAM actions that one side has to be allowed on some resources: a statement, as plain data.
///
/// @param resources their ARNs, without a wildcard but the one behind a key prefix
public record Permission(Side side, List<String> actions, List<String> resources) {

    /// Which end of a route, and so whose credentials and bucket policy.
    public enum Side {
        SOURCE,
        DESTINATION
    }

    public Permission {
        actions = List.copyOf(actions);
        resources = List.copyOf(resources);
    }
}
