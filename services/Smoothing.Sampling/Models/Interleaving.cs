using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Smoothing.Sampling.Models;

/// <summary>Brings an input from the order [channel, pixel] into [pixel, channel].</summary>
/// <remarks>
/// Vectors take 16 pixels of three channels at once, or 4 pixels of two and more; what they leave is copied one by one.
/// Numbers are moved, never computed, so that every way gives the same bits.
/// It is compiled with all optimisations at once, as the lanes that draw are.
/// </remarks>
internal static unsafe class Interleaving
{
    /// <summary>Pixels of the widest step.</summary>
    public const int Widest = 16;

    private const int Step = 4;

    /// <summary>Writes an input pixel by pixel.</summary>
    /// <param name="planes">The numbers [channel, pixel].</param>
    /// <param name="channels">One or more; it divides the length.</param>
    /// <param name="pixels">Receives the numbers [pixel, channel], as many.</param>
    /// <param name="widest">The most pixels to take at once, where this processor can.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Write(ReadOnlySpan<float> planes, int channels, Span<float> pixels, int widest = Widest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, planes.Length);
        var (count, done) = (planes.Length / channels, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(count * channels, planes.Length);
        fixed (float* from = planes, to = pixels)
        {
            if (channels == 3 && widest >= Widest && Vector512.IsHardwareAccelerated)
                done = ThreeBySixteen(from, to, count);
            if (channels > 1 && widest >= Step && Sse.IsSupported)
                done = ByFour(from, to, channels, count, done);
            for (; done < count; done++)
            {
                for (var channel = 0; channel < channels; channel++)
                    to[done * channels + channel] = from[channel * count + done];
            }
        }
    }

    /// <summary>Takes 16 pixels of three channels at once.</summary>
    /// <returns>The first pixel that is left.</returns>
    /// <remarks>
    /// In each of the three vectors that are written a channel has every third lane, in each another third: 16 is no
    /// multiple of 3. So one order of a channel's pixels serves all three vectors.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ThreeBySixteen(float* from, float* to, int count)
    {
        var first = Vector512.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle();
        var second = Vector512.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle();
        var done = 0;
        for (; done + Widest <= count; done += Widest, to += 3 * Widest)
        {
            var a = Vector512.Shuffle(
                Vector512.Load(from + done),
                Vector512.Create(0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15, 10, 5));
            var b = Vector512.Shuffle(
                Vector512.Load(from + count + done),
                Vector512.Create(5, 0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15, 10));
            var c = Vector512.Shuffle(
                Vector512.Load(from + 2 * count + done),
                Vector512.Create(10, 5, 0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15));
            Vector512.ConditionalSelect(first, a, Vector512.ConditionalSelect(second, b, c)).Store(to);
            Vector512.ConditionalSelect(first, b, Vector512.ConditionalSelect(second, c, a)).Store(to + Widest);
            Vector512.ConditionalSelect(first, c, Vector512.ConditionalSelect(second, a, b)).Store(to + 2 * Widest);
        }

        return done;
    }

    /// <summary>Takes 4 pixels at once.</summary>
    /// <returns>The first pixel that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int ByFour(float* from, float* to, int channels, int count, int done)
    {
        var plane = (nint)count;
        for (; done + Step <= count; done += Step)
        {
            float* source = from + done, target = to + (nint)done * channels;
            if (channels == 2)
                Two(source, source + plane, target);
            else if (channels == 3)
                Three(source, source + plane, source + 2 * plane, target);
            else
                Many(source, plane, target, channels);
        }

        return done;
    }

    /// <summary>The same as for 16 pixels; 4 is no multiple of 3 either.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Three(float* first, float* second, float* third, float* target)
    {
        var outer = Vector128.Create(-1, 0, 0, -1).AsSingle();
        var inner = Vector128.Create(0, -1, 0, 0).AsSingle();
        var a = Vector128.Shuffle(Vector128.Load(first), Vector128.Create(0, 3, 2, 1));
        var b = Vector128.Shuffle(Vector128.Load(second), Vector128.Create(1, 0, 3, 2));
        var c = Vector128.Shuffle(Vector128.Load(third), Vector128.Create(2, 1, 0, 3));
        Vector128.ConditionalSelect(outer, a, Vector128.ConditionalSelect(inner, b, c)).Store(target);
        Vector128.ConditionalSelect(outer, b, Vector128.ConditionalSelect(inner, c, a)).Store(target + 4);
        Vector128.ConditionalSelect(outer, c, Vector128.ConditionalSelect(inner, a, b)).Store(target + 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Two(float* a, float* b, float* target)
    {
        var (first, second) = (Vector128.Load(a), Vector128.Load(b));
        Sse.UnpackLow(first, second).Store(target);
        Sse.UnpackHigh(first, second).Store(target + 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Many(float* source, nint plane, float* target, int channels)
    {
        for (var channel = 0; channel < channels; channel += 4)
        {
            // The last four channels may have some in common with the four before.
            var first = Math.Min(channel, channels - 4);
            var from = source + first * plane;
            Fours(from, from + plane, from + 2 * plane, from + 3 * plane, target + first, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fours(float* a, float* b, float* c, float* d, float* target, nint channels)
    {
        var (a0, b0, c0, d0) = (Vector128.Load(a), Vector128.Load(b), Vector128.Load(c), Vector128.Load(d));
        var (ab, cd) = (Sse.UnpackLow(a0, b0), Sse.UnpackLow(c0, d0));
        Sse.MoveLowToHigh(ab, cd).Store(target);
        Sse.MoveHighToLow(cd, ab).Store(target + channels);
        (ab, cd) = (Sse.UnpackHigh(a0, b0), Sse.UnpackHigh(c0, d0));
        Sse.MoveLowToHigh(ab, cd).Store(target + 2 * channels);
        Sse.MoveHighToLow(cd, ab).Store(target + 3 * channels);
    }
}
