package s3migrate.run;

/// What was counted between two bounds: objects that two listings do not tell apart are equal in
/// `least`, and different in `most`.
record SampleCounts(Totals least, Totals most) {

    static final SampleCounts NONE = new SampleCounts(Totals.NONE, Totals.NONE);

    SampleCounts plus(SampleCounts more) {
        return new SampleCounts(least.plus(more.least), most.plus(more.most));
    }

    SampleCounts times(double factor) {
        return factor == 1 ? this : new SampleCounts(least.times(factor), most.times(factor));
    }
}
