package s3migrate.transfer.order;

/// A call that was sent and may land although nobody waits for its answer.
record LateCall(Call call, Runnable effect) {

    @Override
    public String toString() {
        return call.text();
    }
}
