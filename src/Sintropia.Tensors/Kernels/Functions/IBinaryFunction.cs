using System.Runtime.Intrinsics;

namespace Sintropia.Tensors.Kernels.Functions;

/// <summary>A function of two numbers, in sixteen lanes and alone. The two agree to the last bit.</summary>
public interface IBinaryFunction
{
    /// <summary>Sixteen at a time.</summary>
    Vector512<float> Of(Vector512<float> x, Vector512<float> y);

    /// <summary>What a lane of <see cref="Of"/> means, in plain arithmetic.</summary>
    float Reference(float x, float y);
}
