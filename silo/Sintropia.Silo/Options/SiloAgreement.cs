using Microsoft.Extensions.Options;

namespace Sintropia.Silo.Options;

/// <summary>Checks what one section cannot see of the others.</summary>
/// <param name="storage">Where things are kept.</param>
/// <param name="predictor">How predictors are kept.</param>
public sealed class SiloAgreement(IOptions<StorageOptions> storage, IOptions<PredictorOptions> predictor) : IValidateOptions<SiloOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, SiloOptions options)
    {
        try
        {
            var contradictions = Contradictions(options, storage.Value, predictor.Value).ToList();
            return contradictions.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(contradictions);
        }
        catch (OptionsValidationException)
        {
            return ValidateOptionsResult.Skip; // that section says so itself
        }
    }

    /// <summary>What the sections say against each other; each with what to do.</summary>
    public static IEnumerable<string> Contradictions(SiloOptions silo, StorageOptions storage, PredictorOptions predictor)
    {
        if (storage.GrainStorage == GrainStorage.Memory && silo.Clustering != Clustering.Localhost)
            yield return $"Storage:GrainStorage is Memory, and with Silo:Clustering {silo.Clustering} the list of runs would be lost with a silo. Set it to Postgres or AzureBlob.";

        if (storage.GrainStorage == GrainStorage.Postgres && !Connections.IsPostgres(silo.ConnectionString))
            yield return "Storage:GrainStorage is Postgres and uses the database of Silo:ConnectionString, which describes none. Give Host=…;Database=…;Username=…;Password=… there, or set Storage:GrainStorage to AzureBlob.";

        if (predictor.Host == false && silo.Roles.HasFlag(SiloRoles.Predictor))
            yield return "Silo:Roles has predictor, and Predictor:Host is false. Leave one of them out.";

        if (predictor.Host == false && silo.Gpu)
            yield return "Silo:Gpu declares a GPU, and Predictor:Host false lets no predictor use it. Leave one of them out.";
    }
}
