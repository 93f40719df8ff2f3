package s3migrate.sandbox.lambda;

/// The temporary credentials of a function's role.
public record RoleCredentials(String accessKeyId, String secretAccessKey, String sessionToken) {
    @Override
    public String toString() {
        return accessKeyId + "/***";
    }
}
