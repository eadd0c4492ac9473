namespace Sintropia.Deployment.Tests.Options;

public sealed class SiloAgreementTests
{
    private static readonly (string, string)[] OnPostgres =
        [("Silo__Clustering", "Postgres"), ("Silo__ConnectionString", "Host=postgres;Database=sintropia"), ("Storage__GrainStorage", "Postgres")];

    [Fact]
    public void Sections_that_agree_are_taken() => Assert.NotNull(Bound.From(OnPostgres));

    [Fact]
    public void A_cluster_of_machines_does_not_keep_its_runs_in_memory() =>
        Assert.Contains("would be lost with a silo", Bound.Refused([.. OnPostgres[..2], ("Storage__GrainStorage", "Memory")]), StringComparison.Ordinal);

    [Fact]
    public void Grain_storage_in_PostgreSQL_needs_a_database() =>
        Assert.Contains("which describes none", Bound.Refused(("Storage__GrainStorage", "Postgres")), StringComparison.Ordinal);

    [Fact]
    public void A_predictor_silo_without_predictors_is_refused() =>
        Assert.Contains("Leave one of them out", Bound.Refused(("Silo__Roles", "cells,predictor"), ("Predictor__Host", "false")), StringComparison.Ordinal);

    [Fact]
    public void A_GPU_without_predictors_is_refused() =>
        Assert.Contains("lets no predictor use it", Bound.Refused(("Silo__Roles", "cells"), ("Silo__Gpu", "true"), ("Predictor__Host", "false")), StringComparison.Ordinal);
}
