package s3migrate.sandbox.lambda;

import s3migrate.sandbox.lambda.HostEvent.Usage;
import s3migrate.sandbox.lambda.InvocationResult.Answered;
import s3migrate.sandbox.lambda.InvocationResult.Crashed;
import s3migrate.sandbox.lambda.InvocationResult.FunctionError;
import s3migrate.sandbox.lambda.InvocationResult.InitFailed;
import s3migrate.sandbox.lambda.InvocationResult.Killed;

/// An invocation that is over, and what it took.
record EndedInvocation(String function, String requestId, InvocationResult result, Usage usage) {
    /// What the listener hears last of it.
    HostEvent event(int failures) {
        return switch (result) {
            case Answered _ -> new HostEvent.Finished(function, requestId, usage, failures);
            case FunctionError(var type, var message) ->
                    new HostEvent.Failed(function, requestId, usage, type, message);
            case InitFailed(var type, var message) ->
                    new HostEvent.Failed(function, requestId, usage, type, message);
            case Killed(var reason) -> new HostEvent.Killed(function, requestId, usage, reason);
            case Crashed(var exitCode) ->
                    new HostEvent.Crashed(function, requestId, usage, exitCode);
        };
    }
}
