package s3migrate.sandbox.sqs;

/// An existing queue: its name, and how the API (`url`) and policies (`arn`) call it.
public record Queue(String name, String url, String arn) {}
