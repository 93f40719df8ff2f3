package s3migrate.doctor;

/// Whom AWS takes us for, and what it allows that account. Serves many threads.
public interface Account extends AutoCloseable {

    /// As whom we are known.
    ///
    /// @throws AccountException if AWS does not say
    Identity identity();

    /// How many Lambda functions may run at once in the account and region.
    ///
    /// @throws AccountException if it may not be asked, or AWS does not say
    int concurrentExecutions();

    @Override
    void close();

    /// A principal, by its account and its name.
    ///
    /// @param arn of user, role session or root
    record Identity(String accountId, String arn) {}
}
