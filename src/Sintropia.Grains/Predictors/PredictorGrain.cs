using System.Runtime.InteropServices;
using Orleans.Concurrency;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Organisms;

namespace Sintropia.Grains.Predictors;

/// <summary>The face that a machine's predictor shows to other machines. It interleaves calls, since one that waits for the device would let no batch form.</summary>
/// <param name="bodies">Plans and predictors, as this machine finds them.</param>
[StatelessWorker, Reentrant]
public sealed class PredictorGrain(Bodies bodies) : Grain, IPredictorGrain
{
    /// <inheritdoc/>
    public async Task<byte[]> Respond(byte[] question)
    {
        var predictor = (await bodies.Of(OrganismAddress.Of(this.GetPrimaryKeyString()))).Predictor ?? throw new InvalidOperationException($"{this.GetPrimaryKeyString()} has no expression, so nobody can be asked how its cells respond.");
        var asked = QuestionBytes.Read(question);
        var settled = new float[asked.Length];
        await predictor.Respond(asked, settled, CancellationToken.None);
        return MemoryMarshal.AsBytes(settled.AsSpan()).ToArray();
    }
}
