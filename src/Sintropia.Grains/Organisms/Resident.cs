using Orleans.Runtime;
using Sintropia.Grains.Addresses;

namespace Sintropia.Grains.Organisms;

/// <summary>A grain that an organism is made of.</summary>
/// <param name="residents">Told while it is here.</param>
public abstract class Resident(Residents residents) : Grain
{
    /// <inheritdoc/>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        residents.Enter(OrganismAddress.Of(this.GetPrimaryKeyString()), GrainContext);
        return base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        residents.Leave(OrganismAddress.Of(this.GetPrimaryKeyString()), GrainContext);
        return base.OnDeactivateAsync(reason, cancellationToken);
    }
}
