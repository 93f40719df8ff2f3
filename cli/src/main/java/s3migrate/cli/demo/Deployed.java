package s3migrate.cli.demo;

import s3migrate.sandbox.lambda.LambdaHost;

/// The system as it runs in the sandbox, and what it says.
record Deployed(SandboxAws aws, LambdaHost host, DemoFunctions functions, HostLog log) {}
